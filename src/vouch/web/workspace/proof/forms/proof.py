"""Promises and results: what was expected, how anybody can tell, what was reached, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from vouch.program.people import actions
from vouch.web.workspace.proof.forms.entry import Day, EntryForm, Words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Entry

_SIGNED = {
    "signed_off_on": "The day they said so. If they have not, leave this empty: you can ask them by a link.",
    "signed_off_by": "Their name.",
}


class Signed(EntryForm):
    """What the customer can put their name under."""

    changeable = True
    folded = ("signed_off_on", "signed_off_by")
    fold_words = "They have confirmed it already"

    signed_off_on = Day(label="Confirmed by the customer on", required=False, help_text=_SIGNED["signed_off_on"])
    signed_off_by = forms.CharField(
        label="Confirmed by whom", required=False, max_length=255, help_text=_SIGNED["signed_off_by"]
    )


class PromiseForm(Signed):
    """A promise, and how it went."""

    asks = "What was promised to {name}?"
    hint = "One promise at a time: what was expected at the sale, how anybody can tell, and by when."
    pairs = (("measure", "target"), ("promised_on", "due_on"))

    text = Words(
        label="What was promised?",
        max_length=1000,
        help_text="In their words: “every truck at the dock within the hour”.",
    )
    measure = forms.CharField(
        label="How can anybody tell?", required=False, max_length=500, help_text="“Median waiting time at the dock.”"
    )
    target = forms.FloatField(label="The number aimed at", required=False)
    promised_on = Day(label="Promised on", required=False)
    due_on = Day(label="Due on", required=False)
    status = forms.ChoiceField(
        label="How did it go?",
        choices=[
            ("open", "it is still open"),
            ("met", "it was kept"),
            ("late", "it was kept, but late"),
            ("missed", "it was missed"),
        ],
        initial="open",
        widget=forms.RadioSelect,
    )
    decided_on = Day(label="When was that clear?", required=False, help_text="For a promise that is no longer open.")
    field_order = (
        *("text", "measure", "target", "promised_on", "due_on", "status", "decided_on"),
        *("signed_off_on", "signed_off_by"),
    )

    def clean(self) -> dict[str, Any]:
        """A promise that is open again has no day on which it was decided."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("status") == "open":
            answers["decided_on"] = None
        return answers

    def enter(self, by: User) -> Entry:
        """Write the promise down."""
        return actions.enter_promise(by=by, account=self.account, **self.given())

    def change(self, by: User, entry: Any) -> Entry:
        """Correct the promise, or say how it went."""
        return actions.change_promise(by=by, promise=entry, **self.given())


class ResultForm(Signed):
    """A result, with a number and a name under it."""

    asks = "What did {name} reach?"
    hint = "A number makes it a result; their name under it makes it proof."
    pairs = (("number", "unit"),)

    text = Words(label="What was reached?", max_length=1000, help_text="“Drivers wait 38 minutes less at the dock.”")
    number = forms.FloatField(label="The number", required=False)
    unit = forms.CharField(label="Its unit", required=False, max_length=64, help_text="minutes, %, € a year ...")
    reached_on = Day(label="Reached on")
    exceeds = forms.BooleanField(
        label="This is more than they expected", required=False, initial=True, help_text="Loyal rests on this."
    )
    promise = forms.ChoiceField(label="Which promise does it go back to?", required=False)
    field_order = ("text", "number", "unit", "reached_on", "exceeds", "promise", "signed_off_on", "signed_off_by")

    def __init__(self, *args: Any, promises: list[tuple[str, str]] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.fields["promise"].choices = [("", "none that is written down"), *promises]  # type: ignore[attr-defined]

    def enter(self, by: User) -> Entry:
        """Write the result down."""
        return actions.enter_result(by=by, account=self.account, **self.given())

    def change(self, by: User, entry: Any) -> Entry:
        """Correct the result."""
        return actions.change_result(by=by, result=entry, **self.given())
