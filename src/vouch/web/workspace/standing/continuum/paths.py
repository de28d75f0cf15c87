"""Many marks as few paths: a dot is a line of no length with round ends, a flag nine bytes of outline.

Half a million bytes hold fifty thousand customers this way: those of one cell become one dot, larger the more they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vouch.web.workspace.standing.continuum.place import Spot

Cell = tuple[int, int]
"""Column and row of a place on the drawing."""

LEVELS = ((1, 3.2), (2, 4.2), (4, 5.4), (8, 6.6))
"""From so many customers in a cell on, a dot of so many units across."""

FREQUENT = 0.2
"""From this share of a cell on its flag is drawn."""

FLAGS = ("captive", "latent", "personal_advocate", "at_risk")
"""In the order they are drawn: what asks for attention lies on top."""


@dataclass(frozen=True)
class Path:
    """One path: what its marks are (`0` to `4`, or a flag), its data, and the width of its dots."""

    of: str
    d: str
    wide: float = 0.0


def kind_of(spot: Spot) -> str:
    """What a mark is drawn as: its foremost flag, `unknown` where little is known, else its rank."""
    mark = spot.mark
    for flag in reversed(FLAGS):
        if getattr(mark, flag):
            return flag
    return "0" if mark.rank == 0 or mark.little_known else str(mark.rank)


def single(spots: Iterable[Spot], wide: float) -> list[Path]:
    """One path for each kind of mark, each mark where it lies; `wide` is the width of a dot."""
    places: dict[str, list[tuple[float, float]]] = {}
    for spot in spots:
        places.setdefault(kind_of(spot), []).append((spot.x, spot.y))
    return [path for kind in _order(places) for path in _drawn(kind, places[kind], wide)]


def dense(spots: Sequence[Spot], cell: float) -> list[Path]:
    """Everyone by cell, in dots of four sizes; and flags, where they are frequent, one in each larger cell."""
    counts: dict[str, Counter[Cell]] = defaultdict(Counter)
    flags: dict[Cell, Counter[str]] = defaultdict(Counter)
    for spot in spots:
        mark, column, row = spot.mark, int(spot.x // cell), int(spot.y // cell)
        counts["0" if mark.little_known else str(mark.rank)][column, row] += 1
        flags[column // 2, row // 2][kind_of(spot)] += 1
    paths = []
    for kind in _order(counts):
        for number, (least, wide) in enumerate(LEVELS):
            most = LEVELS[number + 1][0] if number + 1 < len(LEVELS) else float("inf")
            there = sorted(place for place, count in counts[kind].items() if least <= count < most)
            if there:
                paths += _drawn(kind, _middles(there, cell), wide)
    flagged = _frequent(flags)
    drawn = [_drawn(kind, _middles(sorted(flagged[kind]), cell * 2), 0.0) for kind in _order(flagged)]
    return paths + [path for flag in drawn for path in flag]


def _frequent(cells: dict[Cell, Counter[str]]) -> dict[str, list[Cell]]:
    """The cells in which a flag is frequent, by the flag that is most frequent there."""
    found: dict[str, list[Cell]] = {}
    for place, counts in cells.items():
        flag = max(FLAGS, key=lambda one: (counts[one], FLAGS.index(one)))
        if counts[flag] and counts[flag] >= FREQUENT * counts.total():
            found.setdefault(flag, []).append(place)
    return found


def _middles(cells: Iterable[Cell], cell: float) -> list[tuple[float, float]]:
    """Where the middle of each cell lies."""
    return [(round((column + 0.5) * cell, 1), round((row + 0.5) * cell, 1)) for column, row in cells]


def _order(kinds: Iterable[str]) -> list[str]:
    """Ordinary marks first, then flags."""
    return sorted(kinds, key=lambda kind: (kind in FLAGS, FLAGS.index(kind) if kind in FLAGS else kind))


def _drawn(kind: str, places: Sequence[tuple[float, float]], wide: float) -> list[Path]:
    """The paths of one kind: dots, or the outlines of a flag and what lies in or under them."""
    if kind not in FLAGS:
        return [Path(kind, _data(places, (0.0, 0.0, "h0")), wide)]
    return [
        Path(part, _data(places, _SHAPES.get(part, (0.0, 0.0, "h0"))), 0.0 if part in _SHAPES else RING)
        for part in _PARTS.get(kind, (kind,))
    ]


def _data(places: Sequence[tuple[float, float]], shape: tuple[float, float, str]) -> str:
    dx, dy, rest = shape
    return "".join(f"M{_short(x + dx)} {_short(y + dy)}{rest}" for x, y in places)


RING = 5.6
_PARTS = {"latent": ("latent_ring", "latent"), "captive": ("captive", "captive_in")}
_SHAPES = {
    "at_risk": (-4.0, -3.0, "h8l-4 7z"),
    "captive": (-3.2, -3.2, "h6.4v6.4h-6.4z"),
    "captive_in": (-1.1, -1.1, "h2.2v2.2h-2.2z"),
    "latent": (0.0, -3.2, "a3.2 3.2 0 0 0 0 6.4z"),
    "personal_advocate": (0.0, -4.4, "l4.4 4.4-4.4 4.4-4.4-4.4z"),
}
"""Outlines: from where each starts, seen from the middle of the mark, and how it goes on."""


def _short(value: float) -> str:
    """A number with one digit after the point, and none where it is 0.

    >>> _short(12.04), _short(12.3)
    ('12', '12.3')
    """
    return f"{value:.1f}".removesuffix(".0")
