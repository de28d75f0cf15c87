"""What was asked for which deal, and what the last look at pipeline and pool found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vouch.domain.policy import Policy
from vouch.program.people.models import Contact
from vouch.program.references.models import Coverage, Request
from vouch.program.references.states import RequestState


@dataclass(frozen=True)
class Requested:
    """So many people were asked for, for one deal, on one day of the company."""

    deal: str
    on: dt.date
    activity: str
    how_many: int


@dataclass
class Segment:
    """One segment: how its hours stand, its cells month by month, and who could be cared for."""

    name: str
    hours: Coverage | None = None
    cells: list[Coverage] = field(default_factory=list)
    cared: list[tuple[Contact, str]] = field(default_factory=list)

    @property
    def short(self) -> int:
        """How many are short in all."""
        return sum(one.short for one in self.cells)


def requested(*, policy: Policy) -> Iterator[Requested]:
    """Every request that was handed in for a deal."""
    rows = Request.objects.exclude(state=RequestState.DRAFT).exclude(deal=None).exclude(submitted_at=None)
    for deal, at, activity, many in rows.values_list("deal_id", "submitted_at", "activity", "how_many").order_by("pk"):
        if deal and at is not None:
            yield Requested(deal, at.astimezone(policy.zone).date(), activity, many)


def outlook() -> Sequence[Segment]:
    """The outlook by segment, those that are short first; empty where none was worked out yet. In two statements."""
    found: dict[str, Segment] = {}
    rows = list(Coverage.objects.order_by("segment", "activity", "month"))
    named = {one["contact"] for row in rows for one in row.cultivate}
    people = Contact.objects.select_related("account").in_bulk(sorted(named))
    for row in rows:
        one = found.setdefault(row.segment, Segment(row.segment))
        if row.activity:
            one.cells.append(row)
            continue
        one.hours = row
        one.cared = [(people[each["contact"]], each["words"]) for each in row.cultivate if each["contact"] in people]
    return sorted(found.values(), key=lambda one: (-one.short, not (one.hours and one.hours.words), one.name))
