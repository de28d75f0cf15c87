"""What every form of an entry has: the account and its people, a way to enter, perhaps a way to change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from vouch.domain.errors import BadInput

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact, Entry


WHOLE = "whole"
"""The choice of nobody in particular."""


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
    pairs: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Fields that stand beside each other where there is room."""
    folded: ClassVar[tuple[str, ...]] = ()
    """Fields that most people leave empty: folded away until somebody wants them."""
    fold_words: ClassVar[str] = ""
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

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields in order, those that belong beside each other together, without the folded ones."""
        beside = dict(self.pairs)
        seconds = set(beside.values())
        shown = [name for name in self.fields if name not in self.folded and name not in seconds]
        return [[self[name], *([self[beside[name]]] if name in beside else [])] for name in shown]

    @property
    def fold(self) -> list[forms.BoundField]:
        """The folded fields."""
        return [self[name] for name in self.folded]

    @property
    def unfolded(self) -> bool:
        """Whether the folded fields have something to show."""
        return any(field.errors or field.value() for field in self.fold)

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


def blame(form: forms.Form, refusal: BadInput) -> None:
    """Show a refusal beside the field it is about, or above the form."""
    field = refusal.data.get("field")
    form.add_error(field if field in form.fields else None, refusal.sentence)
