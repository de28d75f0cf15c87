"""The whole drawing, once wide with the bands side by side and once narrow with the bands on top of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vouch.program.findings.marks import Mark
from vouch.web.workspace.standing.continuum.bands import SLOTS, STAGES, Band, side_by_side, slot_of, stacked
from vouch.web.workspace.standing.continuum.names import Name, choose, fit
from vouch.web.workspace.standing.continuum.paths import Path, dense, kind_of, single
from vouch.web.workspace.standing.continuum.place import Spot, height, lies_low, spots
from vouch.web.workspace.standing.continuum.scale import Scale, scale

FULL = 2000
"""Above so many customers ordinary accounts become density."""

WIDE, NARROW = 880.0, 358.0
_AXIS, _HEAD, _PLOT = 52.0, 42.0, 424.0
_NARROW_AXIS, _NARROW_PLOT = 36.0, 640.0


@dataclass(frozen=True)
class Line:
    """A line of the scale at a height in one band, with its figure."""

    y: float
    value: float
    x: float
    wide: float


@dataclass(frozen=True)
class Drawing:
    """One way to draw the map. Marks are drawn one by one where there are any, else from paths."""

    wide: float
    high: float
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    marks: tuple[tuple[str, Spot], ...]
    paths: tuple[Path, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Picture:
    """The map of some customers. `currencies` are those the values are in; `low` says that some have no value."""

    wide: Drawing
    narrow: Drawing
    total: int
    is_dense: bool
    currencies: tuple[str, ...]
    low: bool
    no_values: bool


def draw(marks: Sequence[Mark]) -> Picture:
    """The map of these customers."""
    heights = scale(mark.value for mark in marks)
    counts = [[0] * slots for slots in SLOTS]
    for mark in marks:
        counts[mark.rank][slot_of(mark.rank, mark.progress)] += 1
    is_dense = len(marks) > FULL
    return Picture(
        wide=_wide(marks, counts, heights, is_dense),
        narrow=_narrow(marks, counts, heights, is_dense),
        total=len(marks),
        is_dense=is_dense,
        currencies=tuple(sorted({mark.currency for mark in marks if mark.value and mark.currency})),
        low=any(lies_low(mark.value, heights) for mark in marks),
        no_values=heights is None,
    )


def _wide(marks: Sequence[Mark], counts: list[list[int]], heights: Scale | None, is_dense: bool) -> Drawing:
    bands = side_by_side(counts, x=_AXIS, y=_HEAD, wide=WIDE - _AXIS, high=_PLOT)
    placed = spots(marks, bands, heights, apart=0 if is_dense else 7.2)
    named = fit(choose(placed), placed, left=_AXIS, right=WIDE, top=_HEAD, bottom=_HEAD + _PLOT)
    alone = () if is_dense else ((kind_of(spot), spot) for spot in placed)
    drawn = sorted(alone, key=lambda one: (not one[0].isdigit(), one[1].y))  # flags lie on top
    return Drawing(
        WIDE, _HEAD + _PLOT + 26, tuple(bands), _lines(bands, heights, 6),
        tuple(drawn), tuple(dense(placed, 7.0)) if is_dense else (), tuple(named),
    )  # fmt: skip


def _narrow(marks: Sequence[Mark], counts: list[list[int]], heights: Scale | None, is_dense: bool) -> Drawing:
    bands = stacked(counts, x=_NARROW_AXIS, y=0, wide=NARROW - _NARROW_AXIS, high=_NARROW_PLOT)
    placed = spots(marks, bands, heights, apart=0 if is_dense else 5.4)
    bottom = bands[-1].y + bands[-1].high if bands else 0.0
    named = choose(placed, most=4)
    names = [
        name
        for band in bands
        for name in fit(
            [spot for spot in named if STAGES[spot.mark.rank] == band.stage], placed,
            left=_NARROW_AXIS, right=NARROW, top=band.y, bottom=band.y + band.high,
        )
    ]  # fmt: skip
    paths = dense(placed, 6.0) if is_dense else single(placed, 5.2)
    return Drawing(NARROW, bottom + 22, tuple(bands), _lines(bands, heights, 3), (), tuple(paths), tuple(names))


def _lines(bands: Sequence[Band], heights: Scale | None, most: int) -> tuple[Line, ...]:
    if heights is None:
        return ()
    found = []
    for band in bands:
        found += [
            Line(round(height(value, band, heights), 1), value, band.x, band.wide) for value in heights.ticks(most)
        ]
    return tuple(found)


__all__ = ["FULL", "Drawing", "Picture", "draw"]
