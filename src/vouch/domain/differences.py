"""Can two shares be told apart? Their difference with its interval, and no verdict where the interval holds zero."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from vouch.domain.estimate import Share, wilson


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How much higher the first share is than the second, from `low` to `high` (-1 to 1).

    None in both where one of the shares rests on too little.
    """

    low: float | None
    high: float | None
    method: str = "Newcombe interval, 95 in 100"

    @property
    def told_apart(self) -> bool:
        """Whether zero lies outside."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    @property
    def words(self) -> str:
        """What can be said of the first, seen from the second.

        >>> from vouch.domain.estimate import share
        >>> newcombe(share(56, 70), share(48, 80)).words
        'higher by 5 to 33 in 100'
        >>> newcombe(share(40, 70), share(48, 80)).words
        'cannot be told apart'
        >>> newcombe(share(3, 4), share(48, 80)).words
        'not enough evidence to compare'
        """
        if self.low is None or self.high is None:
            return "not enough evidence to compare"
        if not self.told_apart:
            return "cannot be told apart"
        least, most = sorted((abs(self.low), abs(self.high)))
        return f"{'higher' if self.low > 0 else 'lower'} by {round(least * 100)} to {round(most * 100)} in 100"


def newcombe(first: Share, second: Share, *, looks: int = 1) -> Difference:
    """The difference of two shares of different people, by Newcombe's hybrid of two Wilson intervals (1998, method 10).

    `looks`: how many pairs are looked at together. One pair in twenty would look different although nothing is, so
    each interval is made as much wider (Bonferroni). It misleads where the same people stand in both, and where
    somebody chose who went where.

    >>> from vouch.domain.estimate import share
    >>> found = newcombe(share(56, 70), share(48, 80))
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    if not first.enough or not second.enough:
        return Difference(low=None, high=None)
    level = 1 - 0.05 / max(looks, 1)
    (low, high), (lowest, highest) = (
        wilson(first.count, first.n, level=level),
        wilson(second.count, second.n, level=level),
    )
    one, other = first.count / first.n, second.count / second.n
    below, above = sqrt((one - low) ** 2 + (highest - other) ** 2), sqrt((high - one) ** 2 + (other - lowest) ** 2)
    return Difference(low=max(-1.0, one - other - below), high=min(1.0, one - other + above))
