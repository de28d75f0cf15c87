"""What is filled in about one ask as it goes on: the answer, what was done, thanks, a word to take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms


class Day(forms.DateField):
    """A day, with the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class Words(forms.CharField):
    """A few lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class StepForm(forms.Form):
    """One step of an ask."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, step: str = "", initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{step}_%s", initial=initial)


class AnswerForm(StepForm):
    """What the person said, as a colleague heard it."""

    answer = forms.ChoiceField(
        label="What did they say?",
        choices=[
            ("accepted", "yes"),
            ("declined", "no"),
            ("not_now", "not now"),
            ("something_smaller", "something smaller"),
        ],
        widget=forms.RadioSelect,
    )
    not_before = Day(label="Not before", required=False, help_text="For “not now”: the day they named, if any.")
    words = Words(label="In their words", required=False, max_length=1000)


class DoneForm(StepForm):
    """What was done, how long it took them, and how it was."""

    done_on = Day(label="Done on")
    minutes = forms.IntegerField(
        label="Minutes of their time", required=False, min_value=0, max_value=100_000, help_text="Also preparation."
    )
    quality = forms.ChoiceField(
        label="How good was it?",
        required=False,
        choices=[("", "I cannot say"), ("1", "could not be better"), ("0.7", "good"), ("0.4", "thin")],
    )
    led_to = Words(label="What has it led to?", required=False, max_length=500, help_text="They like to hear it, too.")

    def clean_quality(self) -> float | None:
        """As a number."""
        said = self.cleaned_data["quality"]
        return float(said) if said else None


class ThankForm(StepForm):
    """How they were thanked."""

    words = Words(label="How did we thank them?", max_length=500, help_text="By whom, and how: a card, a call, a word.")
    anyway = forms.BooleanField(
        label="It suits them all the same", required=False, widget=forms.HiddenInput, initial=False
    )

    def suit(self, sentence: str) -> None:
        """Say what suits them, beside the field."""
        if sentence:
            self.fields["words"].help_text = f"{self.fields['words'].help_text} {sentence}"

    def doubt(self, sentences: Sequence[str]) -> None:
        """Say what may not suit them, and let it be sent all the same."""
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error("words", " ".join(sentences))


class LedForm(StepForm):
    """What it led to, known later."""

    led_to = Words(label="What has it led to?", max_length=500)


class WithdrawForm(StepForm):
    """Why it is taken back."""

    words = Words(label="Why?", required=False, max_length=500, help_text="For the colleagues who read this later.")


class LaterForm(StepForm):
    """Until when it waits."""

    until = Day(label="Show it again on")


FORMS: dict[str, type[StepForm]] = {
    "answer": AnswerForm,
    "done": DoneForm,
    "thank": ThankForm,
    "led": LedForm,
    "withdraw": WithdrawForm,
    "later": LaterForm,
}
"""The form of each step that has one."""


def begun(step: str, today: dt.date, led_to: str = "") -> dict[str, Any]:
    """What a step's form begins with."""
    if step == "done":
        return {"done_on": today}
    if step == "later":
        return {"until": today + dt.timedelta(days=7 - today.weekday())}
    return {"led_to": led_to} if step == "led" else {}
