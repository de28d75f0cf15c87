"""What every form of an entry has: the account and its people, a way to enter, perhaps a way to change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from vouch.web.workspace.proof.forms.laid import Day, Laid, Words, blame

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact, Entry


__all__ = ["WHOLE", "Day", "EntryForm", "Words", "blame"]

WHOLE = "whole"
"""The choice of nobody in particular."""


class EntryForm(Laid):
    """One entry about an account. `today` is the day it is at the company."""

    asks: ClassVar[str]
    """What the page asks, with {name} for the customer."""
    hint: ClassVar[str] = ""
    changeable: ClassVar[bool] = False
    whole: ClassVar[str | None] = "the company as a whole"
    """What it is called when it is about nobody in particular; None where it has to be about somebody."""

    def __init__(self, *args: Any, account: Account, contacts: list[Contact], today: dt.date, **kwargs: Any) -> None:
        self.account, self.contacts, self.today = account, contacts, today
        super().__init__(*args, **kwargs)
        if "contact" in self.fields:
            whole = [] if self.whole is None else [(WHOLE, self.whole)]
            named = [(one.pk, _called(one)) for one in contacts]
            self.fields["contact"].choices = [*whole, *named]  # type: ignore[attr-defined]

    def enter(self, by: User) -> Entry:
        """Write it down. Raises NotAllowed, or BadInput with the field."""
        raise NotImplementedError

    def change(self, by: User, entry: Any) -> Entry:
        """Correct it. Raises NotAllowed, Conflict, or BadInput with the field."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """What was answered, with the person instead of their id."""
        answers = dict(self.cleaned_data)
        if "contact" in answers:
            people = {one.pk: one for one in self.contacts}
            answers["contact"] = people.get(answers["contact"])  # nobody for the company as a whole
        return answers


def _called(contact: Contact) -> str:
    name = contact.name or contact.email or contact.source_id
    return f"{name}, {contact.title}" if contact.title else name
