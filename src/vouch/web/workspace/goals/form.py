"""The form in which a colleague notes what somebody told them they want."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.domain.goals import MOST_WORDS
from vouch.web.shared.environment import capital
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks.forms.steps import Day


class NoteForm(forms.Form):
    """What they said, when and where."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="What is it about?")
    words = forms.CharField(
        label="In their words",
        max_length=MOST_WORDS + 60,
        help_text="They read it, and it may be quoted in a letter to them.",
    )
    said_on = Day(label="Said on")
    where = forms.CharField(label="Where did they say it?", max_length=120, help_text="Like “our call on the rollout”.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, capital(kind.about)) for key, kind in policy().goals.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
