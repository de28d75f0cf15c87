"""How it goes, as a colleague sees it, and whom they would put forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from vouch.program.people import actions
from vouch.web.workspace.proof.forms.entry import Day, EntryForm, Words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Entry

_TEAMS = [
    ("", "none of these"),
    *(
        (word, word)
        for word in ("sales", "services", "customer success", "support", "product", "marketing", "management")
    ),
]


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


class NominationForm(EntryForm):
    """Whom somebody would put forward."""

    asks = "Whom at {name} would you put forward?"
    hint = "Somebody who is glad of what they have, and might enjoy saying so. Nobody is asked because of this alone."

    contact = forms.ChoiceField(label="Whom?")
    why = Words(label="Why them?", max_length=1000, help_text="What you saw or heard. It helps whoever writes to them.")
    team = forms.ChoiceField(label="Your team", required=False, choices=_TEAMS)
    nominated_on = Day(label="As of")

    def enter(self, by: User) -> Entry:
        """Put them forward."""
        return actions.nominate(by=by, account=self.account, **self.given())
