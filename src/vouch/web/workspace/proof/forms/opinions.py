"""How it goes, as a colleague sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from vouch.program.people import actions
from vouch.web.workspace.proof.forms.entry import Day, EntryForm, Words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Entry


class SentimentForm(EntryForm):
    """How a customer is doing."""

    asks = "How is {name} doing?"
    hint = "Your own impression. It counts less than the customer's word, and fades within a few months."

    rating = forms.ChoiceField(
        label="As you see it",
        choices=[("green", "well"), ("amber", "so-so"), ("red", "badly")],
        widget=forms.RadioSelect,
    )
    contact = forms.ChoiceField(label="Whom is it about?")
    note = Words(label="Why?", required=False, max_length=1000)
    rated_on = Day(label="As of")

    def enter(self, by: User) -> Entry:
        """Write the impression down."""
        return actions.say_sentiment(by=by, account=self.account, **self.given())
