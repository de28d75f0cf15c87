"""Limits as arrays, and the proof of a solution: prices of the limits under which no choice could be worth more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEARLY = 1e-9
"""Worth less than this is rounding."""


@dataclass(frozen=True)
class Family:
    """Limits of one kind: `of` says for each pair under which limit it falls (-1: none), `cap` how much each allows."""

    name: str
    of: Ints
    cap: Ints

    def used(self, chosen: NDArray[np.bool_]) -> Ints:
        """How much of each limit a choice takes."""
        return np.bincount(self.of[chosen & (self.of >= 0)], minlength=len(self.cap)).astype(np.int64)

    def can_bind(self, pairs: Ints) -> bool:
        """Whether one of these limits could ever be full: it has more pairs under it than it allows."""
        of = self.of[pairs]
        return bool((np.bincount(of[of >= 0], minlength=len(self.cap)) > self.cap).any())


@dataclass(frozen=True)
class Solved:
    """The chosen pairs (a mask), the sum of their values, the bound, and what one more of each limit would add."""

    chosen: NDArray[np.bool_]
    value: float
    bound: float
    prices: tuple[Floats, ...]


def solved(value: Floats, families: Sequence[Family], chosen: NDArray[np.bool_], prices: Sequence[Floats]) -> Solved:
    """A choice with its value and, from the prices, its bound."""
    return Solved(chosen, float(value[chosen].sum()), bound(value, families, prices), tuple(prices))


def bound(value: Floats, families: Sequence[Family], prices: Sequence[Floats]) -> float:
    """What no choice can exceed, whatever the prices (weak duality): limits paid, and what each pair still earns."""
    paid = sum(float(np.dot(one.cap, price)) for one, price in zip(families, prices, strict=True))
    return paid + float(np.maximum(earned(value, families, prices), 0).sum())


def earned(value: Floats, families: Sequence[Family], prices: Sequence[Floats]) -> Floats:
    """What each pair is worth beyond the prices of its limits (its reduced cost)."""
    left = value.copy()
    for one, price in zip(families, prices, strict=True):
        if price.any():
            left -= np.where(one.of >= 0, price[one.of], 0.0)
    return left
