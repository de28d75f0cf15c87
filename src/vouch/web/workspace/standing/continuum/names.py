"""Which customers are named on the map, and where does each name fit? At most eight, those with a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vouch.program.findings.marks import Mark
from vouch.web.workspace.standing.continuum.place import Spot

MOST = 8
LETTER = 7.9
"""Width of a letter of a name; names stand in 13 px, bold."""
LONGEST = 24
ENOUGH = 2000
"""To see where it is crowded, so many marks are enough."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_STORIES: tuple[Callable[[Mark], bool], ...] = (
    lambda one: one.at_risk and one.rank >= 3,
    lambda one: one.captive,
    lambda one: one.latent,
    lambda one: one.personal_advocate,
    lambda one: one.rank == 2 and one.progress > 0.6 and not one.at_risk,
    lambda one: one.rank == 4 and not one.at_risk,
    lambda one: one.rank == 3 and one.progress == 0 and not one.at_risk,
    lambda one: one.rank == 1 and one.at_risk,
)
"""Whom a reader should know by name: the largest of each of these."""


@dataclass(frozen=True)
class Name:
    """A named customer: its mark at `x`, `y`; its name beginning at `text_x`, `text_y`, with a lead where it is far."""

    subject: str
    words: str
    x: float
    y: float
    text_x: float
    text_y: float
    lead: str


def choose(spots: Iterable[Spot], *, most: int = MOST) -> list[Spot]:
    """The customers to name: the largest of each story, no customer twice."""
    by_value = sorted(spots, key=lambda spot: (-(spot.mark.value or 0.0), spot.mark.subject))
    chosen: list[Spot] = []
    for story in _STORIES:
        found = next((spot for spot in by_value if story(spot.mark) and spot not in chosen), None)
        if found and len(chosen) < most:
            chosen.append(found)
    return chosen


def fit(
    chosen: Sequence[Spot], spots: Sequence[Spot], *, left: float, right: float, top: float, bottom: float
) -> list[Name]:
    """Names near their marks, inside the drawing, where they cover the fewest other marks.

    None lies over another name or another named mark; what cannot be fitted is left out.
    """
    boxes = [(spot.x - 8, spot.y - 8, spot.x + 8, spot.y + 8) for spot in chosen]
    some = spots[:: max(1, len(spots) // ENOUGH)]
    names = []
    for spot in sorted(chosen, key=lambda one: (one.y, one.x)):
        words = spot.mark.name if len(spot.mark.name) <= LONGEST else spot.mark.name[: LONGEST - 1].rstrip() + "…"
        wide = len(words) * LETTER
        own = (spot.x - 8, spot.y - 8, spot.x + 8, spot.y + 8)
        best: tuple[float, float, float, Box] | None = None
        for number, (x, y) in enumerate(_tries(spot, wide)):
            box = (x - 7, y - 13, x + wide + 7, y + 4)
            inside = left <= box[0] and box[2] <= right and top <= box[1] and box[3] <= bottom
            if inside and not any(_cross(box, other) for other in boxes if other != own):
                cost = _covered(box, some) + 0.35 * number
                if best is None or cost < best[0]:
                    best = (cost, x, y, box)
        if best:
            _cost, x, y, box = best
            lead = _lead(spot, x, y, wide)
            names.append(Name(spot.mark.subject, words, spot.x, spot.y, round(x, 1), round(y, 1), lead))
            boxes.append(box)
    return names


def _covered(box: Box, spots: Sequence[Spot]) -> int:
    return sum(box[0] - 3 < spot.x < box[2] + 3 and box[1] - 3 < spot.y < box[3] + 3 for spot in spots)


def _tries(spot: Spot, wide: float) -> list[tuple[float, float]]:
    """Places for a name, the nearest first: above, below, beside, then further away."""
    middle = spot.x - wide / 2
    near = [
        (middle, spot.y - 13),
        (middle, spot.y + 24),
        (spot.x + 13, spot.y + 4.5),
        (spot.x - 13 - wide, spot.y + 4.5),
    ]
    far = [
        (middle + sideways, spot.y + down)
        for down in (-34, 42, -56, 62, -78, 84, -100, -122)
        for sideways in (0, -wide * 0.45, wide * 0.45, -wide * 0.7, wide * 0.7)
    ]
    return near + far


def _lead(spot: Spot, x: float, y: float, wide: float) -> str:
    """A line from the name to the mark where the two are apart; empty where they touch."""
    above, below = y + 4 < spot.y - 16, y - 12 > spot.y + 16
    if not (above or below):
        return ""
    from_x = min(max(spot.x, x + 8), x + wide - 8)
    from_y = y + 5 if above else y - 13
    to_y = spot.y - 8 if above else spot.y + 8
    return f"M{from_x:.0f} {from_y:.0f}L{spot.x:.0f} {to_y:.0f}"


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
