"""The one line in which an ask is written down that was made outside Vouch."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.web.shared.shell import policy
from vouch.web.workspace.asks.forms.steps import Day


class OutsideForm(forms.Form):
    """Who was asked for what, when, and what they said."""

    use_required_attribute = False

    activity = forms.ChoiceField(label="For what?")
    asked_on = Day(label="Asked on")
    answer = forms.ChoiceField(
        label="What did they say?",
        required=False,
        choices=[
            ("", "nothing yet"),
            ("accepted", "yes"),
            ("declined", "no"),
            ("not_now", "not now"),
            ("something_smaller", "something smaller"),
        ],
    )
    answered_on = Day(label="Answered on", required=False)
    words = forms.CharField(label="A few words", required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rungs = sorted(policy().ladder.items(), key=lambda one: (one[1].effort + one[1].exposure, one[1].words))
        self.fields["activity"].choices = [(name, rung.words) for name, rung in rungs]  # type: ignore[attr-defined]
