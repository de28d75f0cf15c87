"""Which requests are still to come this quarter, as the ranking reads them? From the outlook that was published last.

Of each segment a few open deals stand for the buyers to come, else a few of its customers; the number expected of an
activity type in a month is shared between them. A number that too little evidence stands behind is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from vouch.domain.policy import Policy
from vouch.matching.coverage.forecast import LEAST
from vouch.matching.coverage.seen import MONTH, QUARTER
from vouch.matching.reference import Need, Pool
from vouch.matching.together import Kind
from vouch.program.references.queries.outlook import buyers, expected_cells
from vouch.program.suggestions.queries.supply import segment_by_account
from vouch.runs.desk.outlook import NOWHERE

STAND_IN = 3
"""So many buyers stand for those of a segment."""
_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Coming:
    """The kinds of requests to come, how many there are of each segment, and until when."""

    kinds: Sequence[Kind]
    by_segment: Mapping[str, float]
    ends: date


def coming(pool: Pool, policy: Policy, today: date) -> Coming:
    """The requests that are expected from today on; none before an outlook was published, or where it knows too little.

    An outlook of an earlier day counts from the month on that has begun.
    """
    likes = _alike(pool, today)
    kinds, by_segment = [], defaultdict[str, float](float)
    for cell in expected_cells():
        begins = max(cell.month, today)
        ends = cell.month + timedelta(days=MONTH)
        left = (ends - begins).days / MONTH
        if cell.n < LEAST or left <= 0 or cell.activity not in policy.ladder:
            continue
        if policy.ladder[cell.activity].open_invitation:
            continue
        name = "" if cell.segment == NOWHERE else cell.segment
        by_segment[name] += cell.expected * left
        needs = likes.get(name) or [Need(activity=cell.activity)]
        for number, need in enumerate(needs):
            kinds.append(
                Kind(
                    id=f"expected {cell.segment} {cell.activity} {cell.month} {number}", segment=name,
                    need=replace(need, activity=cell.activity), count=cell.expected * left / len(needs),
                    on=begins + (ends - begins) // 2,
                )
            )  # fmt: skip
    return Coming(kinds, by_segment, today + timedelta(days=MONTH * QUARTER))


def _alike(pool: Pool, today: date) -> dict[str, list[Need]]:
    """Buyers that stand for those of each segment: open deals, those that close first among them; else customers."""
    told: dict[str, list[Need]] = defaultdict(list)
    for one in buyers(today=today):
        told[one.segment].append(_like(one.industry, one.employees, one.region))
    where = segment_by_account()
    of_ours: dict[str, list[Need]] = defaultdict(list)
    for company in pool.companies:
        of_ours[where.get(company.id, "")].append(_like(company.industry, company.employees, company.region))
    return {segment: list(_some(told.get(segment) or of_ours[segment])) for segment in {*told, *of_ours} if segment}


def _like(industry: str, employees: float | None, region: str) -> Need:
    return Need(activity="", industry=industry, employees=employees or None, region=region)


def _some(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Some of them, evenly from the first to the last."""
    step = max(len(rows) / STAND_IN, 1.0)
    return (rows[int(at * step)] for at in range(min(len(rows), STAND_IN)))
