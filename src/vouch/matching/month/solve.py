"""Which pairs, so that the sum of their values is the highest and no limit is exceeded? Solved to the end, with proof.

Each limit belongs to a family (one a person, some an account, an owner, an activity). People lie in accounts and these
with owners, so these families are nested, and the activities stand on the other side: it is a flow in a network, and
the best solution of its linear program is whole. The bound is the dual's: no plan whatever is worth more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vouch.matching.month.families import Family, Floats, Solved, solved
from vouch.matching.month.pairing import fits, pairing
from vouch.matching.month.program import program


def solve(value: Floats, families: Sequence[Family]) -> Solved:
    """The best choice of pairs with these values under these families, the first of which allows 1 each.

    All values are above 0 and no pair is there twice. Families but one are nested (each limit lies in one of the next).
    """
    everything = np.arange(len(value))
    free = tuple(np.zeros(len(one.cap)) for one in families)
    if not len(value):
        return Solved(np.zeros(0, dtype=bool), 0.0, 0.0, free)
    # a family none of whose limits could ever be full decides nothing; the first is kept, as it says what a row is
    first, *others = families
    binding = [one for one in others if one.can_bind(everything)]
    if not binding:
        best = np.zeros(len(value), dtype=bool)
        order = np.lexsort((-value, first.of))
        best[order[np.r_[True, first.of[order][1:] != first.of[order][:-1]]]] = True
        prices = np.zeros(len(first.cap))
        prices[first.of[best]] = value[best]
        return solved(value, families, best, (prices, *free[1:]))
    if len(binding) == 1 and fits(first, binding[0]):
        found = pairing(value, first, binding[0])
    else:
        found = program(value, (first, *binding))
    by_name = dict(zip([first.name, *(one.name for one in binding)], found.prices, strict=True))
    prices_of_all = tuple(by_name.get(one.name, none) for one, none in zip(families, free, strict=True))
    return Solved(found.chosen, found.value, found.bound, prices_of_all)
