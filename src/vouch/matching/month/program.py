"""The linear program of a choice, solved by HiGHS with few of its columns at a time (column generation).

Of half a million pairs a month needs a few thousand. It begins with those that look best under each limit; the prices
of that solution say which of all others would earn more than they cost; these are added, until there are none. Then the
solution is the best of the whole program, and its prices prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from vouch.matching.month.families import NEARLY, Family, Floats, Ints, Solved, earned, solved


def program(value: Floats, families: Sequence[Family]) -> Solved:
    """The best choice under nested families. The first one allows 1 each."""
    inside = _to_begin_with(value, families)
    while True:
        columns = np.flatnonzero(inside)
        x, prices = _restricted(value, families, columns)
        gain = earned(value, families, prices)
        gain[columns] = 0.0
        better = np.flatnonzero(gain > NEARLY)
        if not len(better):
            break
        # the best of each limit of the first family: it takes one at most
        inside[_first_of_each(families[0].of[better], -gain[better], better, 1)] = True
    chosen = np.zeros(len(value), dtype=bool)
    chosen[columns[x > 0.5]] = True
    return solved(value, families, chosen, prices)


def _to_begin_with(value: Floats, families: Sequence[Family]) -> NDArray[np.bool_]:
    """Under each limit but those of the first family somewhat more than it allows, the most valuable first."""
    inside = np.zeros(len(value), dtype=bool)
    everything = np.arange(len(value))
    for family in families[1:] or families:
        under = everything[family.of >= 0]
        most = family.cap + family.cap // 4 + 2
        inside[_first_of_each(family.of[under], -value[under], under, most)] = True
    return inside


def _first_of_each(of: Ints, cost: Floats, pairs: Ints, most: Ints | int) -> Ints:
    """Of each limit the `most` pairs of the lowest cost."""
    order = np.lexsort((cost, of))
    ordered = of[order]
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, dtype=np.int64)
    place = np.arange(len(ordered)) - np.repeat(begins, np.diff(np.r_[begins, len(ordered)]))
    allowed = most if isinstance(most, int) else most[ordered]
    return pairs[order[place < allowed]]


def _restricted(value: Floats, families: Sequence[Family], columns: Ints) -> tuple[Floats, list[Floats]]:
    """The program with these columns alone, and the limits that they meet; all other limits are free (price 0)."""
    matrices, met = [], []
    for family in families:
        of = family.of[columns]
        limits, row = np.unique(of[of >= 0], return_inverse=True)
        at = np.flatnonzero(of >= 0)
        matrices.append(csr_array((np.ones(len(at)), (row, at)), shape=(len(limits), len(columns))))
        met.append(limits)
    found: Any = linprog(
        -value[columns],
        A_ub=vstack(matrices, format="csr"),
        b_ub=np.concatenate([family.cap[limits] for family, limits in zip(families, met, strict=True)]),
        bounds=(0, None),
        method="highs-ds",  # the simplex method: its solutions are corners, and in a network corners are whole
    )
    if found.status != 0:
        raise ArithmeticError(f"a month's plan was not solved: {found.message}")
    prices = [np.zeros(len(family.cap)) for family in families]
    begin = 0
    for price, limits in zip(prices, met, strict=True):
        price[limits] = np.maximum(-found.ineqlin.marginals[begin : begin + len(limits)], 0.0)
        begin += len(limits)
    return found.x, prices
