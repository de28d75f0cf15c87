"""How high is a yearly value? A logarithmic scale with a few round figures on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` a year, both above 0; None where no value is known at all."""

    low: float
    high: float

    def up(self, value: float) -> float:
        """How high a value stands: 0 at the bottom, 1 at the top.

        >>> Scale(1_000, 100_000).up(10_000)
        0.5
        """
        lowest, wide = self._logarithms
        return (log10(value) - lowest) / wide

    @cached_property
    def _logarithms(self) -> tuple[float, float]:
        """Of the lowest value, and how far the highest lies above it."""
        return log10(self.low), log10(self.high) - log10(self.low)

    def ticks(self, most: int = 6) -> list[float]:
        """Round figures on the scale, at most so many, lowest first.

        >>> Scale(3_000, 900_000).ticks()
        [3000, 10000, 30000, 100000, 300000]
        """
        first, last = floor(log10(self.low)), ceil(log10(self.high))
        for steps in ((1, 2, 5), (1, 3), (1,)):
            found = [step * 10**power for power in range(first, last + 1) for step in steps]
            inside = [value for value in found if self.low <= value <= self.high]
            if len(inside) <= most:
                return inside
        return inside[:: ceil(len(inside) / most)]


def scale(values: Iterable[float | None]) -> Scale | None:
    """A scale that holds all values above 0, with a little room; None where there are none."""
    known = [value for value in values if value and value > 0]
    if not known:
        return None
    low, high = min(known), max(known)
    if high / low < 10:  # a scale that shows every difference as a large one would mislead
        middle = (low * high) ** 0.5
        low, high = min(low, middle / 4), max(high, middle * 4)
    return Scale(low * 0.85, high * 1.2)
