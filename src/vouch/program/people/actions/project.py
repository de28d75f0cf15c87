"""How does the program learn who the customers are? A run hands over all of them; nobody else writes these rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import ForeignObjectRel

from vouch.domain.identity import Record, record_id
from vouch.program.people.folding import fold
from vouch.program.people.merging import Staged
from vouch.program.people.models import Account, Contact, Owner
from vouch.program.people.models.projection import Known
from vouch.program.people.naming import ready_words
from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow
from vouch.program.people.writing import move, stage

R = TypeVar("R", AccountRow, ContactRow)

_RUN = ("run",)
"""Which run wrote a row says nothing of the customer."""
_OWNER = ("id", "run", "system", "source_id", "also", "name", "email", "active")
_ACCOUNT = (
    *("id", "system", "source_id", "also", "stands_in", "run", "name", "folded", "customer", "type", "domain"),
    *("industry", "segment", "region", "country", "employees", "yearly_value", "currency", "customer_since"),
    *("customer_until", "parent", "owner"),
)
_CONTACT = (
    *("id", "system", "source_id", "also", "stands_in", "run", "account", "name", "folded", "email", "title"),
    *("department", "country", "language", "suggested_role", "opted_out", "left_on", "owner"),
)


@dataclass(frozen=True, kw_only=True)
class Projected:
    """How many identities there are now."""

    owners: int
    accounts: int
    contacts: int


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A projection that waits for the transaction in which it is put in force."""

    owners: Staged
    accounts: Staged
    contacts: Staged
    words: Staged


def ready(
    *, run: str, owners: Iterable[OwnerRow], accounts: Iterable[AccountRow], contacts: Iterable[ContactRow]
) -> Ready:
    """Have these rows ready, which are all there are. Streams are read once, never held, and nobody waits for them.

    Where somebody decided something under the id of a record that is one with another now, that record has a row that
    stands in the other.
    """
    at_accounts, at_contacts = _pointed_at(Account), _pointed_at(Contact)
    our = ((r.id, run, r.system, r.source_id, r.also, r.name[:255], r.email, r.active) for r in owners)
    firms = (
        (
            *(*who, run, r.name[:255], fold(r.name)[:255], r.customer),
            *(r.type[:120], r.domain[:255], r.industry[:120], r.segment[:120], r.region[:120]),
            *(r.country[:120], r.employees, r.yearly_value, r.currency[:3], r.customer_since),
            *(r.customer_until, r.parent, r.owner),
        )
        for r, who in _with_joined("account", accounts, at_accounts)
    )
    people = (
        (
            *(*who, run, r.account, r.name[:255]),
            *(fold(r.name or r.email)[:255], r.email[:254], r.title[:255], r.department[:120]),
            *(r.country[:120], r.language[:32], r.suggested_role[:120], r.opted_out, r.left_on, r.owner),
        )
        for r, who in _with_joined("contact", contacts, at_contacts)
    )
    ours, all_firms, everybody = (
        stage(Owner, _OWNER, our, along=_RUN),
        stage(Account, _ACCOUNT, firms, along=_RUN),
        stage(Contact, _CONTACT, people, along=_RUN),
    )
    return Ready(owners=ours, accounts=all_firms, contacts=everybody, words=ready_words(all_firms, everybody))


@transaction.atomic
def project(
    *, run: str, owners: Iterable[OwnerRow], accounts: Iterable[AccountRow], contacts: Iterable[ContactRow]
) -> Projected:
    """Replace the projection by these rows: what is not among them is gone afterwards."""
    return put(ready(run=run, owners=owners, accounts=accounts, contacts=contacts))


@transaction.atomic
def put(rows: Ready) -> Projected:
    """Make what is ready the projection.

    Entries of staff keep pointing at ids, so that nothing they wrote is lost when an identity comes back.
    """
    owners, _accounts, _contacts = move(rows.owners), move(rows.accounts), move(rows.contacts)
    move(rows.words)
    return Projected(owners=owners, accounts=Account.objects.count(), contacts=Contact.objects.count())


def _pointed_at(model: type[Account] | type[Contact]) -> set[str]:
    """Every id that a row of the program means an account or a person by."""
    with connection.cursor() as cursor:
        cursor.execute(_pointers(model))
        return {row[0] for row in cursor.fetchall()}


@cache
def _pointers(model: type[Account] | type[Contact]) -> str:
    """The one statement that asks all tables of staff at once for whom they point at."""
    quoted = connection.ops.quote_name
    asked = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or issubclass(relation.related_model, Known):
            continue
        column = quoted(str(relation.remote_field.column))
        asked.append(f"SELECT {column} FROM {quoted(relation.related_model._meta.db_table)} WHERE {column} IS NOT NULL")
    return " UNION ".join(asked)


def _with_joined(kind: str, rows: Iterable[R], pointed_at: Collection[str]) -> Iterator[tuple[R, tuple[Any, ...]]]:
    """Each row with its own id, source and others; after it, under their ids, the records that stand in it."""
    row: R
    for row in rows:
        yield row, (row.id, row.system, row.source_id, row.also, None)
        everything = dict.fromkeys([(row.system, row.source_id), *map(tuple, row.also)])
        for system, source_id in everything:
            joined = record_id(Record(kind, system, source_id))
            if joined != row.id and joined in pointed_at:
                yield row, (joined, system, source_id, list(everything), row.id)
