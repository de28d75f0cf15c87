"""How good were a colleague's nominations so far: whom they put forward, and what those did later."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from vouch.domain.estimate import in_100
from vouch.program.colleagues.models import User
from vouch.program.people.models import Nominator


@dataclass(frozen=True, kw_only=True)
class NominatorRow:
    """One colleague's record, as a run found it. `who` is their name as the facts have it, in lower case."""

    who: str
    named: int
    right: int
    wrong: int
    trusted: float
    low: float
    high: float


@transaction.atomic
def publish_nominators(rows: Iterable[NominatorRow], *, least: int) -> int:
    """Make these the only records there are. Returns how many."""
    Nominator.objects.all().delete()
    made = [Nominator(**{name: getattr(row, name) for name in _COLUMNS}, least=least) for row in rows]
    Nominator.objects.bulk_create(made, batch_size=500)
    return len(made)


_COLUMNS = ("who", "named", "right", "wrong", "trusted", "low", "high")


def records(whose: Collection[User]) -> dict[int, Nominator]:
    """The record of each of these colleagues that has one, by their key: one question."""
    wanted = {user.pk: (user.name or user.email).strip().lower() for user in whose}
    found = {row.who: row for row in Nominator.objects.filter(who__in=set(wanted.values()))}
    return {pk: found[who] for pk, who in wanted.items() if who in found}


def words(record: Nominator | None) -> str:
    """A record in words, with its count and interval; never a number alone."""
    if record is None or record.named == 0:
        return "Nobody they put forward was approved yet: not enough evidence."
    decided = record.right + record.wrong
    open_ = record.named - decided
    later = f" {open_} not known yet." if open_ else ""
    if decided < record.least:
        return f"Not enough evidence: {decided} of {record.named} acted or declined so far, {record.least} needed."
    return (
        f"{record.right} of {decided} later gave something, {record.wrong} declined: "
        f"{in_100(record.low, record.high)}.{later}"
    )


@dataclass(frozen=True)
class Told:
    """One colleague's record under their own name, and in words."""

    name: str
    record: Nominator
    words: str


def everybody(*, limit: int = 200) -> list[Told]:
    """Every record, those most is known of first. Who is no colleague here goes by the name the facts have."""
    names = {(user.name or user.email).strip().lower(): user.name or user.email for user in User.objects.all()}
    rows = sorted(Nominator.objects.all(), key=lambda row: (-(row.right + row.wrong), -row.named, row.who))[:limit]
    return [Told(names.get(row.who, row.who.title()), row, words(row)) for row in rows]
