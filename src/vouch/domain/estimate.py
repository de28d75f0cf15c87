"""How sure is a share, or a rate that was learned? A point never goes without its count, interval, method and cautions.

Below a minimum of evidence there is no number at all, and the words say what is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEAST = 20
"""Fewer than so many is too few to give a share of."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """`count` of `n`, with the interval from `low` to `high` (0 to 1); both None where there is not enough evidence."""

    count: int
    n: int
    low: float | None
    high: float | None
    method: str
    cautions: tuple[str, ...] = ()
    least: int = LEAST

    @property
    def enough(self) -> bool:
        """Whether there is enough evidence for a number."""
        return self.low is not None

    @property
    def point(self) -> float | None:
        """The share itself, 0 to 1."""
        return self.count / self.n if self.enough else None

    @property
    def words(self) -> str:
        """The interval as people read it, never the point alone.

        >>> share(14, 120).words
        '7 to 19 in 100'
        >>> share(2, 7).words
        'not enough evidence: 7 so far, 20 needed'
        """
        if self.low is None or self.high is None:
            return f"not enough evidence: {self.n} so far, {self.least} needed"
        return in_100(self.low, self.high)


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A rate that was learned: `point` with the interval from `low` to `high` (0 to 1).

    `n` cases stand behind it, and `rests_on` says in words which. The point may always be used to rank; below `least`
    cases it is not shown.
    """

    point: float
    low: float
    high: float
    n: int
    method: str
    rests_on: str
    cautions: tuple[str, ...] = ()
    least: int = LEAST

    @property
    def enough(self) -> bool:
        """Whether there is enough evidence for a number."""
        return self.n >= self.least

    @property
    def words(self) -> str:
        """The interval and what it rests on, as people read it; never the point alone.

        >>> Estimate(point=0.4, low=0.25, high=0.6, n=31, method="Beta", rests_on="31 asks for a quote").words
        '25 to 60 in 100, from 31 asks for a quote'
        """
        if not self.enough:
            return f"not enough evidence: {self.rests_on}, {self.least} needed"
        return f"{in_100(self.low, self.high)}, from {self.rests_on}"


def in_100(low: float, high: float) -> str:
    """An interval of shares in words.

    >>> in_100(0.071, 0.186)
    '7 to 19 in 100'
    """
    lowest, highest = round(low * 100), round(high * 100)
    return f"{lowest} in 100" if lowest == highest else f"{lowest} to {highest} in 100"


def wilson(count: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for `count` of `n` (Wilson 1927): low and high, 0 to 1.

    It stays inside 0 and 1 and keeps its promise for few cases, where the textbook interval breaks. It misleads where
    the cases hang together (customers of one group deciding as one): then the true interval is wider.

    >>> low, high = wilson(14, 120)
    >>> round(low, 4), round(high, 4)
    (0.0708, 0.1863)

    Raises ValueError where there are no cases, or more than all.
    """
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"{count} of {n} is no share")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    shrunk = 1 + z * z / n
    middle = (count / n + z * z / (2 * n)) / shrunk
    reach = z * sqrt(count / n * (1 - count / n) / n + z * z / (4 * n * n)) / shrunk
    # at the ends the formula is exact; rounding is not
    return 0.0 if count == 0 else max(0.0, middle - reach), 1.0 if count == n else min(1.0, middle + reach)


def share(count: int, n: int, *, least: int = LEAST, cautions: tuple[str, ...] = ()) -> Share:
    """`count` of `n` as an estimate; without a number below `least`.

    >>> share(5, 10).enough
    False
    """
    low, high = wilson(count, n) if n >= max(least, 1) else (None, None)
    return Share(
        count=count, n=n, low=low, high=high, method="Wilson interval, 95 in 100", cautions=cautions, least=least
    )
