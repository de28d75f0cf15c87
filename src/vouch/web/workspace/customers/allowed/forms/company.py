"""What a customer's company allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from vouch.domain.policy import Policy
from vouch.web.shared.environment import capital
from vouch.web.workspace.proof.forms.laid import Day, Laid, Words

if TYPE_CHECKING:
    from vouch.program.people.models import Contact


EVERYTHING = "everything"
"""The choice of every activity type that has no word of its own."""


class PermissionForm(Laid):
    """One word of the company on one activity type, or on everything that has none of its own."""

    pairs = (("said_by_contact", "said_by"), ("said_on", "until"))
    folded = ("at_most", "per_days", "uses", "territory", "document", "note")
    fold_words = "How often, what for, where, and the paper it is on"

    activity = forms.ChoiceField(label="What?")
    allowed = forms.ChoiceField(
        label="May we?",
        choices=[("yes", "yes"), ("ask_first", "ask them first, each time"), ("never", "never")],
        widget=forms.RadioSelect,
    )
    said_by_contact = forms.ChoiceField(label="Who said so?", required=False)
    said_by = forms.CharField(label="Or somebody else", required=False, max_length=255, help_text="A name, or “legal”.")
    said_on = Day(label="When?")
    until = Day(label="Until", required=False, help_text="The last day it holds.")
    at_most = forms.IntegerField(label="At most so many times", required=False, min_value=1, max_value=1000)
    per_days = forms.IntegerField(label="in so many days", required=False, min_value=1, max_value=3660)
    uses = forms.CharField(label="For what use?", required=False, help_text="With commas: web site, sales deck.")
    territory = forms.CharField(label="Where?", required=False, max_length=120)
    document = forms.CharField(label="Where does the paper lie?", required=False, max_length=300)
    note = Words(label="Note", required=False, max_length=500, rows=2)

    def __init__(self, *args: Any, policy: Policy, contacts: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {one.pk: one for one in contacts}
        rungs = [(name, capital(rung.words)) for name, rung in policy.ladder.items()]
        self.fields["activity"].choices = [(EVERYTHING, "Everything that is not said by itself"), *rungs]  # type: ignore[attr-defined]
        named = [(one.pk, one.name or one.email or one.source_id) for one in contacts]
        self.fields["said_by_contact"].choices = [("", "nobody in this list"), *named]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The answers, as the action wants them."""
        answers = dict(self.cleaned_data)
        answers["activity"] = "" if answers["activity"] == EVERYTHING else answers["activity"]
        answers["said_by_contact"] = self.contacts.get(answers["said_by_contact"])
        answers["uses"] = [use for use in answers["uses"].split(",") if use.strip()]
        return answers
