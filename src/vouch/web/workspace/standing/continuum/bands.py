"""Where is room for each stage? Five bands, each with a place for every number of things still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

STAGES = ("not_known_yet", "not_yet_satisfied", "satisfied", "loyal", "advocate")
SLOTS = (3, 3, 3, 2, 1)
"""How many different shares of what the next stage needs can be met in each stage. Loyal needs an act, no more."""


@dataclass(frozen=True)
class Band:
    """The rectangle of a stage, and where its slots begin and end, left to right."""

    stage: str
    count: int
    x: float
    y: float
    wide: float
    high: float
    slots: tuple[tuple[float, float], ...]


@lru_cache(maxsize=1024)
def slot_of(rank: int, progress: float) -> int:
    """Which slot of its band a customer stands in: 0 has most missing.

    >>> slot_of(2, 2 / 3)
    2
    """
    slots = SLOTS[rank]
    steps = 3 if slots == 3 else slots - 1
    return min(int(progress * steps + 0.5), slots - 1)


def side_by_side(counts: Sequence[Sequence[int]], *, x: float, y: float, wide: float, high: float) -> list[Band]:
    """The five bands beside each other. `counts`: customers in each slot of each stage."""
    gap, least = 8.0, 110.0
    room = wide - gap * (len(STAGES) - 1)
    widths = _shared(room, [sum(slots) for slots in counts], least)
    bands = []
    for stage, slots, width in zip(STAGES, counts, widths, strict=True):
        bands.append(Band(stage, sum(slots), x, y, width, high, _slots(x, width, slots)))
        x += width + gap
    return bands


def stacked(counts: Sequence[Sequence[int]], *, x: float, y: float, wide: float, high: float) -> list[Band]:
    """The five bands on top of each other, `high` in all; stages without customers are left out."""
    there = [(stage, slots) for stage, slots in zip(STAGES, counts, strict=True) if sum(slots)]
    heights = _shared(high, [sum(slots) for _stage, slots in there], min(72.0, high / max(len(there), 1)))
    bands = []
    for (stage, slots), height in zip(there, heights, strict=True):
        y += HEAD
        bands.append(Band(stage, sum(slots), x, y, wide, height, _slots(x, wide, slots)))
        y += height + 10
    return bands


HEAD = 30.0
"""Room above a stacked band for its name."""


def _shared(room: float, counts: Sequence[int], least: float) -> list[float]:
    """`room` shared out by the square root of counts, at least `least` each."""
    if not counts:
        return []
    roots = [sqrt(count) for count in counts]
    rest = room - least * len(counts)
    total = sum(roots) or 1.0
    return [least + rest * root / total for root in roots] if sum(roots) else [room / len(counts)] * len(counts)


def _slots(x: float, wide: float, counts: Sequence[int]) -> tuple[tuple[float, float], ...]:
    widths = _shared(wide, counts, wide / len(counts) * 0.55)
    edges = [x]
    for width in widths:
        edges.append(edges[-1] + width)
    return tuple(pairwise(edges))
