"""What an account owner fills in: an answer, and how they want to be asked."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.program.asks.states import ClearanceAnswer, Rule
from vouch.web.workspace.asks.forms.steps import Day, Words


class ClearForm(forms.Form):
    """One of four answers; the words and the day go with any of them."""

    use_required_attribute = False

    answer = forms.ChoiceField(choices=ClearanceAnswer.choices, widget=forms.HiddenInput)
    words = Words(
        label="A few words, if you like", required=False, max_length=500, help_text="Whoever proposed it reads them."
    )
    until = Day(label="For “not now”: ask me again on", required=False, help_text="Empty: in two months.")


class RuleForm(forms.Form):
    """How an owner is asked, and who stands in."""

    use_required_attribute = False

    rule = forms.ChoiceField(label="How shall we ask you?", choices=Rule.choices, widget=forms.RadioSelect)
    stand_in = forms.ChoiceField(label="Who stands in for you?", required=False)
    away_until = Day(label="I am away until", required=False, help_text="Until then whoever stands in is asked.")

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].choices = [("", "a programme manager"), *colleagues]  # type: ignore[attr-defined]
