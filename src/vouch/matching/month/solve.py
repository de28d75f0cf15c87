"""Which pairs, so that the sum of their values is the highest and no limit is exceeded? Solved to the end, with proof.

Each limit belongs to a family (one a person, some an account, an owner, an activity). People lie in accounts and these
with owners, so the families are nested on one side and the activities stand on the other: it is a flow in a network,
and the best solution of the linear program is whole. The bound is the dual's: no plan whatever is worth more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Family:
    """Limits of one kind: `of` says for each pair under which limit it falls (-1: none), `cap` how much each allows."""

    name: str
    of: Ints
    cap: Ints


@dataclass(frozen=True)
class Solved:
    """The chosen pairs (a mask), the sum of their values, the bound, and what one more of each limit would add."""

    chosen: NDArray[np.bool_]
    value: float
    bound: float
    prices: tuple[Floats, ...]


def solve(value: Floats, families: Sequence[Family]) -> Solved:
    """The best choice of pairs with these values (above 0) under these limits."""
    if not len(value):
        return Solved(np.zeros(0, dtype=bool), 0.0, 0.0, tuple(np.zeros(len(one.cap)) for one in families))
    x, prices = _program(value, families)
    chosen = x > 0.5
    return Solved(chosen, float(value[chosen].sum()), bound(value, families, prices), prices)


def bound(value: Floats, families: Sequence[Family], prices: Sequence[Floats]) -> float:
    """What no choice can exceed, whatever the prices (weak duality): limits paid, and what each pair still earns."""
    paid = sum(float(np.dot(one.cap, price)) for one, price in zip(families, prices, strict=True))
    return paid + float(np.maximum(earned(value, families, prices), 0).sum())


def earned(value: Floats, families: Sequence[Family], prices: Sequence[Floats]) -> Floats:
    """What each pair is worth beyond the prices of its limits (its reduced cost)."""
    left = value.copy()
    for one, price in zip(families, prices, strict=True):
        if len(price):
            left -= np.where(one.of >= 0, price[one.of], 0.0)
    return left


def _program(value: Floats, families: Sequence[Family]) -> tuple[Floats, tuple[Floats, ...]]:
    rows = vstack([_matrix(one) for one in families], format="csr")
    caps = np.concatenate([one.cap for one in families]).astype(float)
    found: Any = linprog(-value, A_ub=rows, b_ub=caps, bounds=(0, None), method="highs-ds")
    if found.status != 0:
        raise ArithmeticError(f"the month's plan was not solved: {found.message}")
    ends = np.cumsum([len(one.cap) for one in families])[:-1]
    return found.x, tuple(np.maximum(-part, 0.0) for part in np.split(found.ineqlin.marginals, ends))


def _matrix(family: Family) -> csr_array:
    pairs = np.flatnonzero(family.of >= 0)
    return csr_array((np.ones(len(pairs)), (family.of[pairs], pairs)), shape=(len(family.cap), len(family.of)))
