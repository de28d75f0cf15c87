"""A planned month: who is asked for what in which week, how good that is, and why others are not in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vouch.matching.next_ask import Candidate, Worth


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One ask of the month, its worth, and its week from 1."""

    candidate: Candidate
    worth: Worth
    week: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Unplaced:
    """Somebody who is not in the month: their best ask and its whole worth, what stands in its way first, and what one
    more place would add.

    `limit`: `account`, `owner`, `activity`, `asks`; or `worth`, where others bring more and no single limit is full.
    """

    candidate: Candidate
    worth: float
    limit: str
    reason: str
    would_add: float


@dataclass(frozen=True, kw_only=True)
class MonthPlan:
    """The month. `value` is the sum of worth, `bound` what no plan can exceed, `gap` what is between (0: it is the
    best).

    Of the willing the value is the highest there is; of the others the highest in what room is left: see `plan`.
    `prices`: what one more place of each full limit would add, by its kind and whose it is.
    """

    pairs: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    value: float
    bound: float
    prices: Mapping[tuple[str, str], float]

    @property
    def gap(self) -> float:
        """How much better another plan could be at most."""
        return max(0.0, self.bound - self.value)
