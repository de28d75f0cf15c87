"""How evenly is a load shared? Three numbers that each say one thing, over everybody who could carry some of it.

Zeros belong in: who was never asked is what the numbers are about. They mislead where only a few could be asked at all,
so each comes with that count.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil


def top_share(loads: Sequence[float], top: int = 5) -> float | None:
    """The part (0 to 1) of the whole load that the `top` most loaded carry; None where nobody carries anything.

    >>> top_share([4, 1, 1, 0], top=1)
    0.6666666666666666
    """
    whole = sum(loads)
    return sum(sorted(loads, reverse=True)[:top]) / whole if whole else None


def heaviest(loads: Sequence[float], part: float) -> int:
    """How many are that part (0 to 1) of all, at least one: the top tenth of 25 are three.

    >>> heaviest([1.0] * 25, 0.1)
    3
    """
    return max(1, ceil(round(part * len(loads), 9)))


def even_share(loads: Sequence[float], top: int) -> float | None:
    """What `top` of them would carry at least, as a part of all, if whole pieces were shared out as evenly as can be.

    Of ten pieces among thirty people, three people carry three at the very least that somebody has to carry.

    >>> even_share([1.0] * 10 + [0.0] * 20, top=3)
    0.3
    """
    whole, n = int(sum(loads)), len(loads)
    if not whole or not n:
        return None
    each, more = divmod(whole, n)
    return (top * each + min(top, more)) / whole


def gini(loads: Sequence[float]) -> float | None:
    """Gini's coefficient: 0 where all carry the same, towards 1 where one carries all; None where nobody does.

    >>> gini([4, 1, 1, 0])
    0.5
    """
    whole, n = sum(loads), len(loads)
    if not whole:
        return None
    weighted = sum(place * load for place, load in enumerate(sorted(loads), 1))
    return 2 * weighted / (n * whole) - (n + 1) / n


def jain(loads: Sequence[float]) -> float | None:
    """Jain's index: 1 where all carry the same, 1/n where one carries all; None where nobody does.

    >>> jain([4, 1, 1, 0])
    0.5
    """
    squares = sum(load * load for load in loads)
    return sum(loads) ** 2 / (len(loads) * squares) if squares else None
