"""Deals and the requests made for them, as they were seen: what a forecast learns from and looks at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

MONTH = 30
"""Days of a month of a forecast."""
QUARTER = 3
"""Months of a forecast."""


@dataclass(frozen=True, kw_only=True)
class DealSeen:
    """One deal: its segment, when it entered which stage (rising), when it closed, and which day was said to be its
    closing day, as of when (rising; empty where nobody said)."""

    id: str
    segment: str
    stages: tuple[tuple[date, str], ...]
    closed_on: date | None = None
    closing: tuple[tuple[date, date], ...] = ()
    _entered: tuple[date, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError(f"deal {self.id} was never in any stage")
        object.__setattr__(self, "_entered", tuple(on for on, _stage in self.stages))

    @property
    def opened_on(self) -> date:
        """The day it was first seen."""
        return self.stages[0][0]

    def stage_on(self, day: date) -> str | None:
        """Its stage on a day; None before it was there and once it was closed."""
        if self.closed_on is not None and self.closed_on <= day:
            return None
        at = bisect_right(self._entered, day)
        return self.stages[at - 1][1] if at else None

    def closes_within(self, day: date) -> str:
        """How far its closing day is, as was said on a day: `soon` (a month), `later`, or `unknown`."""
        said = [closes for on, closes in self.closing if on <= day]
        if not said:
            return "unknown"
        return "soon" if (said[-1] - day).days <= MONTH else "later"


@dataclass(frozen=True, kw_only=True)
class RequestSeen:
    """So many people were asked for, for one deal, on one day."""

    deal: str
    on: date
    activity: str
    how_many: int = 1
