"""The best of many without sorting them: roughly first, strip by strip, then to the last digit for the few left."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vouch.matching.reference.room import BLOCKS, Room

STEPS = 1_000_000
"""Scores that differ by less than a millionth are equal, and ids decide."""
_DOUBT = np.float32(2e-5)
"""More than rough scores can be wrong by: they have seven digits, and a few of them are added."""
_FAR = np.float32(-1e9)


def best(
    room: Room,
    among: NDArray[np.bool_],
    most: int,
    exactly: Callable[[NDArray[np.intp]], NDArray[np.float64]],
) -> list[tuple[int, float]]:
    """The `most` rows of the highest exact score among those marked, and their scores; the first of equal ones.

    Rows that stand above one another in the strips are a block. The `most`-th of the blocks' highest rough scores is
    passed by `most` rows at least, so nobody below it can be among the best. `exactly` gives the scores of those left.

    >>> room, scores = Room(4), np.array([0.5, 0.9, 0.9, 0.1])
    >>> room.rough[:4] = scores
    >>> room.free[:3] = True
    >>> best(room, room.free, 2, lambda at: scores[at])
    [(1, 0.9), (2, 0.9)]
    """
    if most < 1:
        return []
    np.logical_not(among, out=room.some)
    np.multiply(room.some, _FAR, out=room.masked)
    np.add(room.masked, room.rough, out=room.masked)
    highest = room.masked.reshape(BLOCKS, -1).max(axis=0)
    least = np.partition(highest, len(highest) - most)[len(highest) - most] if len(highest) >= most else _FAR
    if least > _FAR / 2:
        np.greater_equal(room.masked, least - _DOUBT, out=room.some)
        at = np.flatnonzero(room.some)
    else:
        at = np.flatnonzero(among)
    steps = np.rint(exactly(at) * STEPS).astype(np.int64)
    if len(at) > most:
        least = np.partition(steps, len(at) - most)[len(at) - most]
        above = np.flatnonzero(steps > least)
        inside = np.concatenate([above, np.flatnonzero(steps == least)[: most - len(above)]])
        at, steps = at[inside], steps[inside]
    order = np.lexsort((at, -steps))
    return [(int(at[one]), int(steps[one]) / STEPS) for one in order]
