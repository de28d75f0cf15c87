"""The choice where only two kinds of limits can be full: a matching, solved by shortest augmenting paths.

Much quicker than a program in general: each limit of the first family is a row that takes one, each place of the second
a column. A row may stay empty, in a column of its own. Prices follow from the matching, and prove it.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from vouch.matching.month.families import Family, Floats, Ints, Solved, solved

_LARGER = 4
"""With places drawn singly, a matching may have so many times the pairs; beyond, the program is quicker."""


def fits(rows: Family, columns: Family) -> bool:
    """Whether a choice under these two is a matching that is not much larger than its pairs."""
    whole = (rows.of >= 0).all() and (columns.of >= 0).all() and (rows.cap == 1).all()
    return bool(whole and columns.cap[columns.of].sum() <= _LARGER * len(columns.of))


def pairing(value: Floats, rows: Family, columns: Family) -> Solved:
    """The best choice under two families; every cap of `rows` is 1. Values are above 0."""
    # of pairs under the same two limits only the best can be chosen; an edge that stood twice would be added up
    keys = rows.of * len(columns.cap) + columns.of
    ranked = np.lexsort((-value, keys))
    edges = ranked[np.r_[True, keys[ranked][1:] != keys[ranked][:-1]]]
    # places beyond the first are columns too
    copies = columns.cap[columns.of[edges]]
    pair = np.repeat(edges, copies)
    begins = np.cumsum(columns.cap) - columns.cap
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
    place = begins[columns.of[pair]] + nth
    used, column = np.unique(place, return_inverse=True)
    count = len(rows.cap)
    empty = len(used) + np.arange(count)
    graph = csr_matrix(
        # one is added to every weight: a weight of 0 would be no edge
        (
            np.concatenate([value[pair] + 1.0, np.ones(count)]),
            (np.concatenate([rows.of[pair], np.arange(count)]), np.concatenate([column, empty])),
        ),
        shape=(count, len(used) + count),
    )
    row, taken = min_weight_full_bipartite_matching(graph, maximize=True)
    filled = taken < len(used)
    column_of = np.searchsorted(begins, used[taken[filled]], side="right") - 1
    chosen = edges[np.searchsorted(keys[edges], row[filled] * len(columns.cap) + column_of)]
    mask = np.zeros(len(value), dtype=bool)
    mask[chosen] = True
    return solved(value, (rows, columns), mask, _prices(value, rows, columns, chosen))


def _prices(value: Floats, rows: Family, columns: Family, chosen: Ints) -> tuple[Floats, Floats]:
    """The lowest prices under which every row has what it likes best: raised from 0 until nobody would rather change.

    At the best choice they come to rest after as many rounds as there are columns at most, in practice after a handful.
    """
    order = np.argsort(columns.of, kind="stable")
    of, row, worth = columns.of[order], rows.of[order], value[order]
    begins = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    priced = of[begins]
    price, left = np.zeros(len(columns.cap)), np.zeros(len(rows.cap))
    for _round in range(len(columns.cap) + 1):
        left[rows.of[chosen]] = np.maximum(value[chosen] - price[columns.of[chosen]], 0.0)
        raised = price.copy()
        raised[priced] = np.maximum(price[priced], np.maximum.reduceat(worth - left[row], begins))
        if np.allclose(raised, price, rtol=0, atol=1e-12):
            break
        price = raised
    return left, price
