"""What every entry of staff has in common: who may write about whom, when, and the line in the history."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.models import (
    Account,
    Act,
    Contact,
    Entry,
    Nomination,
    Person,
    Promise,
    Result,
    Role,
    Sentiment,
)

E = TypeVar("E", bound=Entry)

_BOOKKEEPING = {field.name for field in Entry._meta.concrete_fields}

PERMISSION: dict[type[Entry], str] = {
    Promise: "enter_promises",
    Result: "enter_promises",
    Act: "enter_acts",
    Role: "enter_people",
    Person: "enter_people",
    Sentiment: "say_sentiment",
    Nomination: "nominate",
}
"""The permission that writing each kind of entry takes."""


def write(entry: E, *, by: User, action: str, **data: Any) -> E:
    """Keep a new entry: checked, allowed, written down in the history. Call it inside a transaction.

    Raises NotAllowed, or BadInput with the field that is wrong.
    """
    _allow(entry, by)
    entry.author = by
    entry.created_at = entry.changed_at = timezone.now()
    _check(entry)
    entry.save(force_insert=True)
    record(by=by, action=action, kind=_kind(entry), object_id=entry.key, account=entry.account_id, **data)
    return entry


def rewrite(entry: E, *, by: User, action: str, changes: dict[str, Any]) -> E:
    """Change an entry into its next version; the lake gets it with the next carrying.

    Raises NotAllowed; NotFound; Conflict when it was withdrawn; BadInput with the field that is wrong.
    """
    entry = _locked(entry)
    _allow(entry, by)
    if entry.withdrawn_at:
        raise Conflict("was_withdrawn", "This entry was withdrawn. Enter it anew if it holds after all.")
    changed = sorted(name for name, value in changes.items() if getattr(entry, name) != value)
    if not changed:
        return entry
    for name in changed:
        setattr(entry, name, changes[name])
    _check(entry)
    entry.version += 1
    entry.changed_at = timezone.now()
    entry.save()
    record(by=by, action=action, kind=_kind(entry), object_id=entry.key, account=entry.account_id, changed=changed)
    return entry


@transaction.atomic
def withdraw(*, by: User, entry: E) -> E:
    """Take an entry back: it counts no more from the next run on. The history keeps that it was there.

    Raises NotAllowed; NotFound. Withdrawing twice changes nothing.
    """
    entry = _locked(entry)
    _allow(entry, by)
    if entry.withdrawn_at is None:
        entry.withdrawn_at = entry.changed_at = timezone.now()
        entry.version += 1
        entry.save()
        record(by=by, action="withdraw", kind=_kind(entry), object_id=entry.key, account=entry.account_id)
    return entry


@transaction.atomic
def restore(*, by: User, entry: E) -> E:
    """Undo a withdrawal. Raises NotAllowed; NotFound."""
    entry = _locked(entry)
    _allow(entry, by)
    if entry.withdrawn_at is not None:
        entry.withdrawn_at, entry.changed_at = None, timezone.now()
        entry.version += 1
        entry.save()
        record(by=by, action="restore", kind=_kind(entry), object_id=entry.key, account=entry.account_id)
    return entry


def not_later_than_today(value: dt.date | dt.datetime | None, field: str, what: str) -> None:
    """Refuse what cannot have happened yet. A day of tomorrow is let through: it is that day somewhere already.

    Raises BadInput.
    """
    if value is None:
        return
    day = value.date() if isinstance(value, dt.datetime) else value
    if day > (timezone.now() + dt.timedelta(days=1)).date():
        raise BadInput("in_the_future", f"{what} lies in the future. Enter it once it has happened.", field=field)


def _locked(entry: E) -> E:
    found = type(entry)._default_manager.select_for_update().filter(pk=entry.pk).first()
    if found is None:
        raise NotFound("no_such_entry", "There is no such entry.")
    return found


def _allow(entry: Entry, by: User) -> None:
    accounts = Account.objects.all()
    if entry.account_id:
        accounts = accounts.filter(pk=entry.account_id)
    else:
        accounts = accounts.filter(pk__in=Contact.objects.filter(pk=entry.contact_id).values("account_id"))
    owner = accounts.values_list("owner_id", flat=True).first()
    require(by, PERMISSION[type(entry)], owner=owner or "")


def _check(entry: Entry) -> None:
    if not entry.account_id and not entry.contact_id:
        raise BadInput("nobody", "Say which customer this is about.", field="account")
    if entry.account_id and not Account.objects.filter(pk=entry.account_id).exists():
        raise NotFound("no_such_account", "There is no such customer any more.")
    if entry.contact_id:
        contact = Contact.objects.filter(pk=entry.contact_id).first()
        if contact is None:
            raise NotFound("no_such_contact", "There is no such person any more.")
        if entry.account_id and contact.account_id != entry.account_id:
            raise BadInput("works_elsewhere", "This person does not work for this customer.", field="contact")
    for field in entry._meta.concrete_fields:
        if field.name in _BOOKKEEPING:
            continue
        try:
            field.clean(getattr(entry, field.attname), entry)
        except ValidationError as error:
            raise BadInput("bad_field", _sentence(field, error), field=field.name) from None


def _sentence(field: Field[Any, Any], error: ValidationError) -> str:
    what, code = field.name.replace("_", " "), error.error_list[0].code
    if code in {"blank", "null"}:
        return f"Fill in “{what}”."
    if code == "max_length":
        return f"“{what}” is too long: at most {field.max_length} characters."
    if code == "invalid_choice":
        return f"“{what}” is one of {', '.join(str(value) for value, _ in field.flatchoices)}."
    return f"“{what}”: {error.messages[0]}"


def _kind(entry: Entry) -> str:
    return type(entry).__name__.lower()
