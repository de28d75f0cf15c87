"""What was settled about a person: which rows are theirs, and how do they go?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from vouch.domain.identity import Record, record_id
from vouch.program.people.identity.models import Settlement
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact


def every_id(contacts: Collection[str]) -> set[str]:
    """These internal ids and those of every record that the people who go by them stand in."""
    rows = Contact.objects.filter(pk__in=contacts)
    return {*contacts, *(one for row in rows for one in ids_of(row))}


def forget_settled(ids: Collection[str], addresses: Collection[str], names: Callable[[str], bool]) -> int:
    """Delete what was settled about the person with these internal ids and addresses. Returns how many rows went."""
    gone = [row.pk for row in _people() if any(_is(one, ids, addresses) or names(one.id) for one in _both(row))]
    return Settlement.objects.filter(pk__in=gone).delete()[0]


def settled_about(ids: Collection[str], addresses: Collection[str]) -> list[dict[str, Any]]:
    """What was settled about the person: of which record, when, and that it is another's or also theirs.

    Of records that are somebody else's only that there is one.
    """
    found = []
    for row in _people():
        own = [one for one in _both(row) if _is(one, ids, addresses)]
        if own:
            records = [{"source": one.system, "id": one.id} for one in own]
            found.append({"records": records, "verdict": row.verdict, "settled_at": row.at})
    return found


def _people() -> list[Settlement]:
    return list(Settlement.objects.filter(kind="contact").order_by("pk"))


def _both(row: Settlement) -> tuple[Record, Record]:
    return row.settled.one, row.settled.other


def _is(record: Record, ids: Collection[str], addresses: Collection[str]) -> bool:
    return record_id(record) in ids or record.id.lower() in addresses
