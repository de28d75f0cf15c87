"""What a person agreed to, and their own limits, as a colleague heard them."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.domain.policy import Policy
from vouch.web.shared.environment import capital
from vouch.web.workspace.proof.forms.laid import Day, Laid

EXPOSURES = (
    ("", "they set none"),
    ("0", "0: nobody outside hears of it"),
    ("1", "1: within a deal or among peers"),
    ("2", "2: found by those who look"),
    ("3", "3: their name in public"),
    ("4", "4: their story in public"),
    ("5", "5: their face in public"),
)


class ConsentForm(Laid):
    """One word on one purpose."""

    given = forms.ChoiceField(
        label="What did they say?",
        choices=[("yes", "they agree"), ("no", "they do not, or no longer")],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label="Where did they say so?", required=False, max_length=300, help_text="A mail of 3 May, a call, a form."
    )


class LimitsForm(Laid):
    """Their own limits. What they set themselves can be tightened here, and loosened by them alone."""

    pairs = (("every_days", "paused_until"),)
    folded = ("refused",)
    fold_words = "What they never want to be asked for"

    exposure = forms.ChoiceField(label="How public, at most?", required=False, choices=EXPOSURES)
    every_days = forms.IntegerField(
        label="At most one invitation in so many days", required=False, min_value=1, max_value=3660
    )
    paused_until = Day(label="Paused until", required=False)
    name_use = forms.ChoiceField(
        label="How may their name be used?",
        required=False,
        choices=[
            ("", "not known yet"),
            ("never", "never"),
            ("private", "in private"),
            ("ask", "after asking each time"),
            ("yes", "freely"),
        ],
    )
    refused = forms.MultipleChoiceField(label="Never ask for", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refused"].choices = [  # type: ignore[attr-defined]
            (name, capital(rung.words)) for name, rung in policy.ladder.items()
        ]

    def clean_exposure(self) -> int | None:
        """A number, or none."""
        value = self.cleaned_data["exposure"]
        return int(value) if value else None
