"""How many acts will come of so many asks? An interval that knows both chances: of the rate, and of each answer."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """So many acts of so many `asks`: the mean, and from `low` to `high` in 95 of 100 cases."""

    asks: int
    mean: float
    low: int
    high: int

    @property
    def words(self) -> str:
        """The interval as people read it, never the mean alone.

        >>> acts_of(40, mean=0.5, weight=30, follows=0.9).words
        '9 to 27 acts of 40 asks'
        """
        among = f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"
        return f"{among} act{'s' * (self.high != 1)} of {self.asks} ask{'s' * (self.asks != 1)}"


def acts_of(asks: int, *, mean: float, weight: float, follows: float = 1.0) -> Foreseen:
    """The acts that come of `asks`, where a yes has the rate `mean`, known as well as from `weight` asks.

    `follows`: how likely a yes is followed by the act. The rate is Beta, so the count is Beta-Binomial; thinning by
    `follows` keeps mean and variance. It misleads where those asked next differ from those asked before.

    >>> found = acts_of(10, mean=0.5, weight=1e9)
    >>> found.low, found.high
    (2, 8)

    Raises ValueError for a rate outside 0 to 1, or fewer than no asks.
    """
    if not 0 <= mean <= 1 or not 0 < follows <= 1 or weight <= 0 or asks < 0:
        raise ValueError(f"{asks} asks at {mean} from {weight}, followed by {follows}, is nothing to foresee")
    centre = mean * follows
    if asks == 0 or centre in (0.0, 1.0):
        sure = round(asks * centre)
        return Foreseen(asks=asks, mean=asks * centre, low=sure, high=sure)
    variance = mean * (1 - mean) / (weight + 1) * follows**2
    size = centre * (1 - centre) / variance - 1
    yes, no = centre * size, (1 - centre) * size
    below, low, high = 0.0, None, asks
    for count in range(asks + 1):
        below += exp(_choose(asks, count) + _beta(count + yes, asks - count + no) - _beta(yes, no))
        if low is None and below > _TAIL:
            low = count
        if below >= 1 - _TAIL:
            high = count
            break
    return Foreseen(asks=asks, mean=asks * centre, low=low or 0, high=high)


_TAIL = 0.025


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
