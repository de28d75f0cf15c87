"""What every form of an entry has: the account and its people, a way to enter, perhaps a way to change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from vouch.domain.errors import BadInput

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact, Entry


class Day(forms.DateField):
    """A day; the browser shows a calendar where it has one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Words(forms.CharField):
    """A few sentences."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class EntryForm(forms.Form):
    """One entry about an account. `today` is the day it is at the company."""

    asks: ClassVar[str]
    """What the page asks, with {name} for the customer."""
    hint: ClassVar[str] = ""
    changeable: ClassVar[bool] = False

    def __init__(self, *args: Any, account: Account, contacts: list[Contact], today: dt.date, **kwargs: Any) -> None:
        self.account, self.contacts, self.today = account, contacts, today
        super().__init__(*args, **kwargs)
        if "contact" in self.fields:
            whole = [] if self.fields["contact"].required else [("", "the company as a whole")]
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
            answers["contact"] = people.get(answers["contact"])
        return answers


def _called(contact: Contact) -> str:
    name = contact.name or contact.email or contact.source_id
    return f"{name}, {contact.title}" if contact.title else name


def blame(form: forms.Form, refusal: BadInput) -> None:
    """Show a refusal beside the field it is about, or above the form."""
    field = refusal.data.get("field")
    form.add_error(field if field in form.fields else None, refusal.sentence)
