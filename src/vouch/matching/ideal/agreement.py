"""How far do the teams agree on what matters? Kendall's W over their ranks, and the range of each trait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """`w` from 0 (every order there is) to 1 (one order); None where it says nothing. `ranges`: highest less lowest.

    Policy's `ideal.word` says it in words.
    """

    w: float | None
    ranges: Mapping[str, float]
    teams: int


def agreement(ratings: Mapping[str, Mapping[str, float]]) -> Agreement:
    """The agreement of `ratings`: team to trait to importance; traits that not every team rated are left out of W.

    Kendall's W with the correction for ties, W = 12 S / (m^2 (n^3 - n) - m sum(T)) (Kendall and Babington Smith 1939).
    It says nothing with one team, with fewer than two traits, or where every team rated all traits alike.

    >>> agreement({"sales": {"a": 3, "b": 2, "c": 1}, "support": {"a": 3, "b": 2, "c": 1}}).w
    1.0
    >>> agreement({"sales": {"a": 3, "b": 2, "c": 1}, "support": {"a": 1, "b": 2, "c": 3}}).w
    0.0
    """
    traits = sorted({trait for told in ratings.values() for trait in told})
    ranges = {}
    for trait in traits:
        told = [rated[trait] for rated in ratings.values() if trait in rated]
        ranges[trait] = max(told) - min(told)
    shared = [trait for trait in traits if all(trait in rated for rated in ratings.values())]
    m, n = len(ratings), len(shared)
    if m < 2 or n < 2:
        return Agreement(None, ranges, m)
    ranked = [_ranks([rated[trait] for trait in shared]) for _team, rated in sorted(ratings.items())]
    sums = [sum(ranks[at] for ranks in ranked) for at in range(n)]
    mean = sum(sums) / n
    spread = sum((one - mean) ** 2 for one in sums)
    ties = sum(count**3 - count for ranks in ranked for count in Counter(ranks).values())
    most = m**2 * (n**3 - n) - m * ties
    return Agreement(12 * spread / most if most else None, ranges, m)


def _ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, the lowest first; equal values share the mean of their ranks.

    >>> _ranks([3, 1, 1])
    [3.0, 1.5, 1.5]
    """
    return [sum(other < one for other in values) + (sum(other == one for other in values) + 1) / 2 for one in values]
