"""What does the program keep about a person? Read for them to have, not to decide by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.erasure.settled import every_id, settled_about
from vouch.program.erasure.theirs import asked_of
from vouch.program.history.actions import record
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.program.people.carrying import ENTRIES
from vouch.program.people.models import Account, Confirmation, Contact, Entry, Owner, Person

Row = dict[str, Any]
_CONTACT = ("id", "system", "source_id", "also", "name", "email", "title", "department", "country", "language",
            "suggested_role", "opted_out", "left_on")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Rows about a person, by where they lie; every row plain values by column. `changes` are audit lines with id."""

    contacts: list[Row]
    entries: list[Row]
    confirmations: list[Row]
    messages: list[Row]
    changes: list[Row]
    settled: list[Row]
    asking: dict[str, list[Row]]


@transaction.atomic
def kept_about(*, by: User | None, contacts: Collection[str], emails: Collection[str], door: str = "") -> Kept:
    """Everything the program keeps about the person with these internal ids and addresses.

    That it was read goes into the history itself.

    Raises NotAllowed.
    """
    require(by, "erase_people")
    for pk in sorted(contacts):
        record(by=by, door=door, action="export_person", kind="contact", object_id=pk)
    ids = every_id(contacts)
    entries = [row for model in ENTRIES for row in _entries(model, ids, emails)]
    asked = Confirmation.objects.filter(Q(contact__in=ids) | Q(to_email__in=emails)).order_by("asked_at", "pk")
    keys = {str(row["key"]) for row in entries} | ids
    lines = Change.objects.filter(Q(object_id__in=keys) | Q(data__confirmation__in=[one.pk for one in asked]))
    return Kept(
        contacts=[_contact(row) for row in Contact.objects.filter(pk__in=contacts).select_related("account")],
        entries=entries,
        confirmations=[
            _plain(
                one, "fact", "entry", "to_name", "to_email", "asked_at", "expires_at", "answered_at", "answer", "words"
            )
            for one in asked
        ],
        messages=[
            _plain(one, "to", "subject", "text", "attachments", "created_at", "sent_at")
            for one in Message.objects.filter(Q(to__in=emails) | Q(contact__in=ids)).order_by("pk")
        ],
        changes=[_plain(one, "id", "at", "door", "action", "kind", "object_id") for one in lines.order_by("id")],
        settled=settled_about(ids, {email.lower() for email in emails}),
        asking=asked_of(ids, {email.lower() for email in emails}),
    )


def entered_as(names: Callable[[str], bool]) -> set[tuple[str, str]]:
    """The (system, id) pairs under which the facts know people whom staff added by nothing but a name that fits."""
    rows = Person.objects.filter(email="").select_related("account")
    return {(row.account.system if row.account else "vouch", row.key) for row in rows.iterator() if names(row.name)}


def alike(contacts: Collection[str]) -> list[tuple[str, str]]:
    """Others of the same name at the same company, as (address or source id, name): perhaps the same person."""
    own = Contact.objects.filter(pk__in=contacts)
    rows = Contact.objects.filter(account_id__in=own.values("account_id"), folded__in=own.values("folded"))
    found = rows.exclude(pk__in=contacts).order_by("folded", "id")
    return [(row.email or row.source_id, row.name) for row in found]


def others_near(contacts: Collection[str]) -> tuple[set[str], set[str]]:
    """Names and addresses of everybody else a row about these people may speak of: their colleagues, and ours."""
    at = Contact.objects.filter(pk__in=contacts).exclude(account=None).values("account_id")
    told: list[tuple[str, str]] = [
        *Contact.objects.filter(account_id__in=at).exclude(pk__in=contacts).values_list("name", "email"),
        *Owner.objects.values_list("name", "email"),
        *User.objects.values_list("name", "email"),
    ]
    return {name for name, _ in told if name}, {email.lower() for _, email in told if email}


def _entries(model: type[Entry], contacts: Collection[str], emails: Collection[str]) -> Iterable[Row]:
    rows = model._default_manager.filter(contact_id__in=contacts)
    if model is Person:
        rows = rows | model._default_manager.filter(email__in=emails)
    for entry in rows.order_by("created_at", "key"):
        about = _plain(entry, "key", "created_at", "changed_at", "withdrawn_at", "version")
        told = entry.particulars() | entry.kept_beside
        yield {"table": model.fact, **about, **{name: value for name, value in told.items() if value}}


def _contact(row: Contact) -> Row:
    account: Account | None = row.account if row.account_id else None
    told = _plain(row, *_CONTACT) | {"also": [{"source": system, "id": key} for system, key in row.also]}
    return told | {"works_for": account.name if account else None}


def _plain(row: object, *columns: str) -> Row:
    return {column: getattr(row, column) for column in columns}
