"""What was asked for which deal, and what the last look at pipeline and pool found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from vouch.domain.policy import Policy
from vouch.program.people.models import Contact
from vouch.program.references.models import Coverage, Deal, Price, Request
from vouch.program.references.states import Outcome, RequestState
from vouch.program.suggestions.queries.supply import segment_of


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


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """What a buyer is like whose deal is open."""

    segment: str
    industry: str
    employees: int | None
    region: str


def buyers(*, today: dt.date) -> Sequence[Buyer]:
    """The buyers of open deals whose part of the market is known, those whose deals close first, first.

    In one statement. Deals that should have closed before today come last.
    """
    rows = Deal.objects.filter(outcome=Outcome.OPEN, renewal=False).exclude(account=None)
    columns = ("account__segment", "account__industry", "account__employees", "account__region", "account__country")
    far = dt.date.max
    found = []
    for pk, closes, segment, industry, employees, region, country in rows.values_list("pk", "closes_on", *columns):
        name = segment_of(segment or "", industry or "")
        if name:
            on = closes if closes is not None and closes >= today else far
            made = Buyer(
                segment=name, industry=industry or segment or "", employees=employees, region=region or country or ""
            )
            found.append((on, pk, made))
    return [made for _on, _pk, made in sorted(found, key=lambda one: one[:2])]


def expected_cells() -> Sequence[Coverage]:
    """What is expected of each segment and activity type in each month, as it was published last."""
    return list(Coverage.objects.exclude(activity="").filter(expected__gt=0).order_by("segment", "activity", "month"))


def why_priced(contacts: Collection[str]) -> dict[str, str]:
    """Why using these people costs the rest of the quarter something, in words, by id. In one statement."""
    return dict(Price.objects.filter(contact__in=contacts).exclude(words="").values_list("contact_id", "words"))


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
