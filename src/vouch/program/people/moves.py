"""Who changed employer, when, from where to where?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from vouch.program.people.models import Account, Contact, Move


@dataclass(frozen=True)
class MoveRow:
    """One change of employer, as a run found it: internal ids, and the day."""

    contact: str
    left: str
    joined: str
    on: dt.date


@dataclass(frozen=True)
class Moved:
    """Somebody at a new company. `told`: what it means, in sentences."""

    contact: Contact
    left: Account | None
    joined: Account
    on: dt.date

    @property
    def name(self) -> str:
        """What the person is called."""
        return self.contact.name or self.contact.email or "Somebody"

    @property
    def before(self) -> str:
        """What the old company is called."""
        return self.left.name if self.left else "a company we no longer know"

    @property
    def sentence(self) -> str:
        """The move and what follows from it, for a page that lists it."""
        return (
            f"Moved from {self.before} to {self.joined.name}. "
            f"Congratulate them; nothing {self.before} allowed holds for {self.joined.name}."
        )


@transaction.atomic
def publish_moves(rows: Iterable[MoveRow]) -> int:
    """Make these the only moves there are. Returns how many."""
    Move.objects.all().delete()
    last = {(row.contact, row.on): row for row in rows}  # of two on one day the later counts
    made = [Move(contact_id=one.contact, left_id=one.left, joined_id=one.joined, on=one.on) for one in last.values()]
    Move.objects.bulk_create(made, batch_size=500)
    return len(made)


def lately(*, since: dt.date, until: dt.date, owner: str = "", limit: int = 50) -> Sequence[Moved]:
    """Who moved in these days and is still there, newest first; of one owner's accounts, where one is named."""
    rows = Move.objects.filter(on__gte=since, on__lte=until).order_by("-on", "contact_id")
    found = [one for one in _told(list(rows[: 4 * limit])) if not owner or one.joined.owner_id == owner]
    return found[:limit]


def of_person(contact: str) -> Sequence[Moved]:
    """Every move of one person, newest first."""
    return _told(list(Move.objects.filter(contact_id=contact).order_by("-on")), now_there=False)


def newcomers(contacts: Collection[str], *, since: dt.date) -> dict[str, Moved]:
    """Of these people, who moved since that day, by id."""
    rows = Move.objects.filter(contact_id__in=contacts, on__gte=since).order_by("on")
    return {one.contact.pk: one for one in _told(list(rows))}


def _told(rows: Sequence[Move], *, now_there: bool = True) -> list[Moved]:
    people = Contact.objects.select_related("account__owner").in_bulk([row.contact_id for row in rows])
    companies = Account.objects.select_related("owner").in_bulk(
        [pk for row in rows for pk in (row.left_id, row.joined_id)]
    )
    found = []
    for row in rows:
        contact, joined = people.get(row.contact_id), companies.get(row.joined_id)
        if contact and joined and (not now_there or contact.account_id == joined.pk):
            found.append(Moved(contact, companies.get(row.left_id), joined, row.on))
    return found
