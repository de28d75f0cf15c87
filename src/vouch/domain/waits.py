"""How long did it take? The middle and the slow end of a few waits, and no number where there are too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles

LEAST = 5
"""Fewer than so many waits have no middle worth saying."""


@dataclass(frozen=True, kw_only=True)
class Waits:
    """`n` waits: their `median`, and `p90`, which nine of ten do not exceed; None where there are too few."""

    n: int
    median: timedelta | None
    p90: timedelta | None
    least: int = LEAST

    @property
    def words(self) -> str:
        """As people read it.

        >>> waits([timedelta(hours=hour) for hour in (1, 2, 3, 4, 30)]).words
        '3 hours in the middle; nine of ten within 20 hours'
        >>> waits([timedelta(hours=1)]).words
        'not enough evidence: 1 so far, 5 needed'
        """
        if self.median is None or self.p90 is None:
            return f"not enough evidence: {self.n} so far, {self.least} needed"
        return f"{length(self.median)} in the middle; nine of ten within {length(self.p90)}"


def waits(found: Sequence[timedelta], *, least: int = LEAST) -> Waits:
    """The waits in short. The ninth tenth is read between the two nearest (Hyndman and Fan's seventh way)."""
    if len(found) < max(least, 2):
        return Waits(n=len(found), median=None, p90=None, least=least)
    seconds = [one.total_seconds() for one in found]
    p90 = quantiles(seconds, n=10, method="inclusive")[-1]
    return Waits(n=len(found), median=timedelta(seconds=median(seconds)), p90=timedelta(seconds=p90), least=least)


def length(wait: timedelta) -> str:
    """A stretch of time in whole minutes, hours or days, as one would say it.

    >>> length(timedelta(minutes=90)), length(timedelta(hours=50)), length(timedelta(seconds=5))
    ('2 hours', '2 days', 'a minute')
    """
    minutes = wait.total_seconds() / 60
    for size, one, many in ((1440, "a day", "days"), (60, "an hour", "hours"), (1, "a minute", "minutes")):
        if minutes >= 1.5 * size or size == 1:
            count = max(round(minutes / size), 1)
            return one if count == 1 else f"{count} {many}"
    return ""
