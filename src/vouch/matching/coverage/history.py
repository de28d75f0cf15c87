"""What followed in three months, of deals that stood as those of today do? Counted quarter by quarter, back from today.

The quarters do not overlap, so no request is counted twice. A deal that was open at the beginning of one belongs to the
class of its stage and of how far its closing day was said to be; one that came within the quarter is *new*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vouch.matching.coverage.seen import MONTH, QUARTER, DealSeen, RequestSeen

SPAN = MONTH * QUARTER
NEW = ("new", "")
Class = tuple[str, str]
"""The stage of a deal, and how far its closing day is."""


@dataclass
class History:
    """What was counted. `quarters`: how many there were. `followed`: for each class and segment, one number a deal: how
    many requests followed. `months`: of each class, how many fell in each month. `activities`: of each segment, how
    many were for what. `came`: new deals of each segment, in all quarters."""

    quarters: int = 0
    followed: dict[tuple[Class, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    months: dict[Class, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * QUARTER))
    activities: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    came: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def requests(self) -> int:
        """How many requests there were in all."""
        return sum(sum(counts) for counts in self.followed.values())


def classed(deals: Iterable[DealSeen], day: date) -> Iterator[tuple[DealSeen, Class]]:
    """The deals that were open on a day, with their class."""
    for deal in deals:
        stage = deal.stage_on(day)
        if stage is not None:
            yield deal, (stage, deal.closes_within(day))


def counted(deals: Sequence[DealSeen], requests: Sequence[RequestSeen], today: date, *, quarters: int) -> History:
    """The history up to today, of so many quarters at most; quarters before the first deal are left out."""
    found = History()
    by_deal: dict[str, list[RequestSeen]] = defaultdict(list)
    for request in requests:
        by_deal[request.deal].append(request)
    first = min((deal.opened_on for deal in deals), default=today)
    segments = sorted({deal.segment for deal in deals})
    for back in range(1, quarters + 1):
        start = today - timedelta(days=SPAN * back)
        if start < first:
            break
        found.quarters += 1
        end = start + timedelta(days=SPAN)
        came = dict.fromkeys(segments, 0)
        seen = list(classed(deals, start))
        new = [(deal, NEW) for deal in deals if start < deal.opened_on < end]
        for deal, kind in [*seen, *new]:
            whole = 0
            for request in by_deal.get(deal.id, ()):
                if start <= request.on < end:
                    whole += request.how_many
                    found.months[kind][(request.on - start).days // MONTH] += request.how_many
                    found.activities[deal.segment][request.activity] += request.how_many
            found.followed[kind, deal.segment].append(whole)
            if kind == NEW:
                came[deal.segment] += 1
        for segment, count in came.items():
            found.came[segment].append(count)
    return found
