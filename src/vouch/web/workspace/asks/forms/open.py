"""The form of an open invitation: which site, which segment, everybody or a lot. There is no other choice."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.program.asks.queries.drawn import Rule
from vouch.web.shared.shell import policy

EVERY, NONE = "", "(none)"


class OpenForm(forms.Form):
    """Whom it goes to."""

    use_required_attribute = False

    activity = forms.ChoiceField(label="What is it?")
    segment = forms.ChoiceField(label="At which customers?", required=False)
    size = forms.IntegerField(
        label="How many, by lot?", required=False, min_value=1, max_value=200, help_text="Empty: everybody, up to 200."
    )
    seed = forms.CharField(
        label="Seed of the lot", required=False, max_length=24, help_text="The same seed draws the same people."
    )

    def __init__(self, *args: Any, segments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rungs = [(name, rung.words) for name, rung in policy().ladder.items() if rung.open_invitation]
        self.fields["activity"].choices = rungs  # type: ignore[attr-defined]
        self.fields["segment"].choices = [  # type: ignore[attr-defined]
            (EVERY, "of every segment"), *((name, name) for name in segments), (NONE, "without a segment")
        ]  # fmt: skip

    @property
    def rule(self) -> Rule:
        """The rule that was chosen."""
        given = self.cleaned_data
        segment = None if given["segment"] == EVERY else "" if given["segment"] == NONE else given["segment"]
        return Rule(segment=segment, size=given["size"], seed=" ".join(given["seed"].split()))
