"""Where does each mark lie? Beside the others where there is room; never higher or lower, never in another band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vouch.program.findings.marks import Mark
from vouch.web.workspace.standing.continuum.bands import STAGES, Band, slot_of
from vouch.web.workspace.standing.continuum.scale import Scale

EDGE = 5.0
"""Marks keep this far from the edge of their slot."""


class Spot(NamedTuple):
    """A mark and where it lies."""

    x: float
    y: float
    mark: Mark


def spots(marks: Iterable[Mark], bands: Sequence[Band], scale: Scale | None, *, apart: float) -> list[Spot]:
    """Every mark where its stage, progress and value put it, moved sideways as long as it touches another.

    `apart` is how far marks of one height should be from each other; 0 leaves them where they fall. Those whose value
    is not known lie on the lowest line of their band, piled up where it is full.
    """
    there = {band.stage: band for band in bands}
    marks = list(marks)
    fresh = _freshness(marks)
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    found = []
    for mark in sorted(marks, key=lambda one: (one.value or 0.0, one.subject)):
        band = there[STAGES[mark.rank]]
        slot = slot_of(mark.rank, mark.progress)
        left, right = band.slots[slot]
        left, right = left + EDGE, max(right - EDGE, left + EDGE)
        stalest, freshest = fresh[mark.rank, slot]
        x = left + (right - left) * (mark.confidence - stalest) / (freshest - stalest)
        y = height(mark.value, band, scale)
        if apart and lies_low(mark.value, scale):
            y = _piled(x, y, band.y + EDGE if scale is None else y - 1.1 * apart, apart, taken)
        if apart:
            x = _free(x, y, left, right, apart, taken)
        found.append(Spot(round(x, 1), round(y, 1), mark))
    return found


def _freshness(marks: Iterable[Mark]) -> dict[tuple[int, int], tuple[float, float]]:
    """The stalest and the freshest evidence among the marks of each slot, so that a slot is used from end to end."""
    ends: dict[tuple[int, int], tuple[float, float]] = {}
    for mark in marks:
        key = mark.rank, slot_of(mark.rank, mark.progress)
        low, high = ends.get(key, (mark.confidence, mark.confidence))
        ends[key] = min(low, mark.confidence), max(high, mark.confidence)
    # few that differ little are not torn apart
    return {
        key: (min(low, (low + high) / 2 - 0.1), max(high, (low + high) / 2 + 0.1)) for key, (low, high) in ends.items()
    }


def lies_low(value: float | None, scale: Scale | None) -> bool:
    """Whether a mark lies on the lowest line, because nobody knows how high it should be."""
    return scale is None or not value or value <= 0


def height(value: float | None, band: Band, scale: Scale | None) -> float:
    """How far down a value lies in a band."""
    lowest = band.y + band.high - EDGE
    if scale is None or not value or lies_low(value, scale):
        return lowest
    return band.y + EDGE + (1 - scale.up(value)) * (band.high - EDGE * (5 if band.high > 200 else 3))


def _piled(
    x: float, y: float, top: float, apart: float, taken: dict[tuple[int, int], list[tuple[float, float]]]
) -> float:
    """The lowest free place above `y` and not above `top`: what has no height of its own is piled up."""
    there = y
    while there > top and _touches(x, there, apart, apart, taken):
        there -= apart
    return max(there, top)


def _free(
    x: float, y: float, left: float, right: float, apart: float, taken: dict[tuple[int, int], list[tuple[float, float]]]
) -> float:
    """The nearest free place on this height; where all are taken, one that covers no other mark by half."""
    reach = int((right - left) / (apart / 2)) + 1
    chosen = x
    for limit in (apart, apart / 2):
        steps = ((step + 1) // 2 * (apart / 2) * (1 if step % 2 else -1) for step in range(2 * reach + 1))
        free = (
            x + step for step in steps if left <= x + step <= right and not _touches(x + step, y, limit, apart, taken)
        )
        found = next(free, None)
        if found is not None:
            chosen = found
            break
    taken.setdefault((int(chosen // apart), int(y // apart)), []).append((chosen, y))
    return chosen


def _touches(
    x: float, y: float, limit: float, cell: float, taken: dict[tuple[int, int], list[tuple[float, float]]]
) -> bool:
    """Whether a mark at this place would be nearer than `limit` to another. `taken` is kept by cells that wide."""
    column, row = int(x // cell), int(y // cell)
    near = limit * limit * 0.99
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for other_x, other_y in taken.get((i, j), ()):
                if (x - other_x) ** 2 + (y - other_y) ** 2 < near:
                    return True
    return False
