"""What did people settle about who is who, and which records are meant by an id?"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from vouch.domain.identity import Record, Settled, record_id
from vouch.program.people.identity.models import Settlement
from vouch.program.people.models import Account, Contact

M = TypeVar("M", Account, Contact)

_MODELS: tuple[tuple[str, type[Account] | type[Contact]], ...] = (("account", Account), ("contact", Contact))


def settled() -> list[Settled]:
    """All that stands, in order."""
    return sorted(row.settled for row in Settlement.objects.iterator())


def settlements(*, before: int | None = None, limit: int = 50) -> Sequence[Settlement]:
    """At most `limit` rows older than the one numbered `before`, newest first, with who settled them."""
    rows: QuerySet[Settlement] = Settlement.objects.select_related("by").order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def settlement(pk: int) -> Settlement | None:
    """One row; None where it was taken back already."""
    return Settlement.objects.filter(pk=pk).first()


def records_of(row: Account | Contact) -> list[Record]:
    """Every record that one account or person stands in, the one it goes by first."""
    kind = "account" if isinstance(row, Account) else "contact"
    head = Record(kind, row.system, row.source_id)
    return [head, *sorted(Record(kind, system, id_) for system, id_ in row.also if (system, id_) != head[1:])]


def ids_of(row: Account | Contact) -> list[str]:
    """The internal ids under which entries may know an account or person: of every record it stands in."""
    return [row.pk, *(one for one in map(record_id, records_of(row)) if one != row.pk)]


def present(model: type[M], pk: str | None, *beside: str) -> M | None:
    """The account or person that goes by this id now, or in which a record of this id stands; None for nobody.

    `beside` is read with it, as with `select_related`.
    """
    if not pk:
        return None
    rows = model.objects.select_related(*beside)
    found = model._base_manager.select_related(*beside).filter(pk=pk).first()
    if found is not None:
        return rows.filter(pk=found.stands_in_id).first() if found.stands_in_id else found
    # nobody had decided anything under it when the last run came
    several = rows.annotate(others=Cast("also", TextField())).filter(others__contains="], [")
    return next((row for row in several.iterator() if pk in ids_of(row)), None)


def goes_by(id_: str) -> str:
    """The id by which an account or person of this one goes now; itself where nobody does."""
    row = present(Account, id_) if id_.startswith("a") else present(Contact, id_)
    return row.pk if row else id_


def every_id(model: type[Account] | type[Contact], whose: Account | Contact | str | None) -> list[str]:
    """The ids under which something may have been decided about whoever goes by this one: of every record they are.

    Where the row is given instead of its id, nothing is read.
    """
    if not isinstance(whose, str):
        return ids_of(whose) if whose is not None else []
    row = model._base_manager.filter(pk=whose).first() if whose else None
    return ids_of(row) if row is not None else [whose] if whose else []


def with_heads(rows: QuerySet[M], ids: Collection[str]) -> list[M]:
    """Those of these rows that go by one of the ids, and whoever a record of such an id stands in now; in their order.

    One statement, and a second where somebody stands in a row that was not asked for. Both questions in one would have
    PostgreSQL look through everybody: it does not know that few stand in another.
    """
    found = list(rows.filter(pk__in=ids))
    known = {row.pk for row in found}
    heads: set[str] = {row.stands_in_id for row in found if row.stands_in_id} - known
    return list(rows.filter(pk__in={*ids, *heads})) if heads else found


def moved(model: type[Account] | type[Contact]) -> dict[str, str]:
    """Who goes by which id now, of those under whose id something was decided before they became one with another."""
    rows = model._base_manager.filter(stands_in__gt="")  # that none is missing, said so that an index of SQLite knows
    return dict(rows.values_list("pk", "stands_in_id"))


def joined(kind: str, id_: str) -> tuple[str, str] | None:
    """The (system, source id) of a record that stands in an account or person of another id; None where there is none.

    Entries keep the id under which they were written, so that they are where they were once a join is taken back.
    """
    row = present(Account, id_) if kind == "account" else present(Contact, id_)
    found = (record for record in (records_of(row) if row else ()) if record_id(record) == id_)
    return next(((record.system, record.id) for record in found), None)


@dataclass(frozen=True, kw_only=True)
class Side:
    """An account or a person as one side of a question: what it is called, what stands beside it, its records."""

    kind: str
    id: str
    name: str
    beside: str
    where: str
    records: Sequence[Record]


def sides(ids: Collection[str]) -> dict[str, Side]:
    """These accounts and people by internal id; who is not known any more, or erased, is left out."""
    found: dict[str, Side] = {}
    for row in Account.objects.filter(pk__in=[one for one in ids if one.startswith("a")]):
        found[row.pk] = Side(
            kind="account", id=row.pk, name=row.name, beside=row.domain, where=row.country, records=records_of(row)
        )
    people = Contact.objects.filter(pk__in=[one for one in ids if one.startswith("c")]).select_related("account")
    for person in people:
        company = person.account.name if person.account_id and person.account else ""
        found[person.pk] = Side(
            kind="contact",
            id=person.pk,
            name=person.name or person.email,
            beside=person.email,
            where=", ".join(part for part in (person.title, company) if part),
            records=records_of(person),
        )
    return found


def records_meant(text: str) -> list[tuple[Record, str]]:
    """The records that go by `system:id`, or by that id in any system, each with what it is called."""
    text = text.strip()
    system, colon, id_ = text.partition(":")
    found: dict[Record, str] = {}
    for _kind, model in _MODELS if text else ():
        for wanted in {text, id_} if colon else {text}:
            for row in _with_id(model, wanted):
                for record in records_of(row):
                    if record.id == wanted and (wanted == text or record.system == system):
                        found[record] = row.name
    return sorted(found.items())


def called(records: Collection[Record]) -> dict[Record, str]:
    """What these records are called, as far as anybody goes by them; who is not known, or erased, is left out."""
    names: dict[Record, str] = {}
    for kind, model in _MODELS:
        wanted = {record for record in records if record.kind == kind}
        ids = {record_id(record): record for record in wanted}
        for pk, name in model._default_manager.filter(pk__in=ids).values_list("pk", "name"):
            names[ids[pk]] = name
        for record in wanted - names.keys():
            for row in _with_id(model, record.id):
                if record in records_of(row):
                    names[record] = row.name
    return names


def _with_id(model: type[Account] | type[Contact], id_: str) -> Sequence[Account | Contact]:
    """Rows that may stand in a record of that id: heads by index, joined records by the text of what else they are."""
    heads = list(model._default_manager.filter(source_id=id_)[:20])
    rows = model._default_manager.annotate(others=Cast("also", TextField()))
    also = rows.filter(others__contains=json.dumps(id_)).exclude(pk__in=[row.pk for row in heads])
    return [*heads, *also[:20]]
