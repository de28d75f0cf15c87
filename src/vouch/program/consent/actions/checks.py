"""What every word kept here has to pass: about somebody we know, by a colleague who may, in fields that hold it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from vouch.domain.errors import BadInput, NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Account, Contact


def account_now(account: Account | str) -> Account:
    """The account as it is known now, also by the id of a record that was joined to it. Raises NotFound."""
    row = present(Account, account if isinstance(account, str) else account.pk)
    if row is None:
        raise NotFound("no_such_account", "There is no such customer any more.")
    return row


def contact_now(contact: Contact | str) -> Contact:
    """The person as they are known now, also by the id of a record that was joined to theirs. Raises NotFound."""
    row = present(Contact, contact if isinstance(contact, str) else contact.pk, "account")
    if row is None:
        raise NotFound("no_such_contact", "There is no such person any more. They may have been erased.")
    return row


def allow(by: User, permission: str, of: Account | Contact) -> None:
    """Go on only if this colleague may do this to this customer. Raises NotAllowed."""
    account = of if isinstance(of, Account) else of.account
    require(by, permission, owner=(account.owner_id if account else None) or "")


def check_fields(row: Model, names: Collection[str]) -> None:
    """Refuse what a field cannot hold. Raises BadInput with the field."""
    for name in names:
        field = row._meta.get_field(name)
        what = name.replace("_", " ")
        try:
            field.clean(getattr(row, field.attname), row)  # type: ignore[union-attr]
        except ValidationError as error:
            code = error.error_list[0].code
            if code in {"blank", "null"}:
                raise BadInput("bad_field", f"Fill in “{what}”.", field=name) from None
            if code == "max_length":
                most = getattr(field, "max_length", None)
                sentence = f"“{what}” is too long: at most {most} characters."
                raise BadInput("bad_field", sentence, field=name) from None
            if code == "invalid_choice":
                listed = ", ".join(str(value) for value, _ in field.flatchoices)  # type: ignore[union-attr]
                raise BadInput("bad_field", f"“{what}” is one of {listed}.", field=name) from None
            raise BadInput("bad_field", f"“{what}”: {error.messages[0]}", field=name) from None


def not_yet(day: dt.date, field: str, what: str) -> None:
    """Refuse a day that nobody has reached anywhere. Raises BadInput."""
    if day > (timezone.now() + dt.timedelta(days=1)).date():
        raise BadInput("in_the_future", f"{what} lies in the future. Enter it once it has happened.", field=field)


def over(day: dt.date | None) -> bool:
    """Whether this day has ended everywhere on earth."""
    return day is not None and day < (timezone.now() - dt.timedelta(days=1)).date()


def not_over(day: dt.date | None, field: str, what: str) -> None:
    """Refuse a last day that lies behind us. Raises BadInput."""
    if over(day):
        raise BadInput("in_the_past", f"{what} lies in the past. Choose a later day.", field=field)


def single(text: str) -> str:
    """Text on one line with single blanks."""
    return " ".join(text.split())
