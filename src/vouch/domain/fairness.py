"""How evenly is a load shared? Three numbers that each say one thing, over everybody who could carry some of it.

Zeros belong in: who was never asked is what the numbers are about. They mislead where only a few could be asked at all,
so each comes with that count.
"""

from __future__ import annotations

from collections.abc import Sequence


def top_share(loads: Sequence[float], top: int = 5) -> float | None:
    """The part (0 to 1) of the whole load that the `top` most loaded carry; None where nobody carries anything.

    >>> top_share([4, 1, 1, 0], top=1)
    0.6666666666666666
    """
    whole = sum(loads)
    return sum(sorted(loads, reverse=True)[:top]) / whole if whole else None


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
