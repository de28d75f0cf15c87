"""The map of the customers that are asked for, with what its heading and its chips count.

Drawing fifty thousand takes seconds, and nothing on a map changes until the next run: large maps are kept in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.program.findings.kept import Shelf, name_of
from vouch.program.findings.marks import Mark, marks, one_result_away
from vouch.program.findings.queries import Segment, segments
from vouch.web.workspace.customers.asked import FLAG_WORDS, Asked
from vouch.web.workspace.standing.continuum import Picture, draw
from vouch.web.workspace.standing.continuum.bands import STAGES
from vouch.web.workspace.standing.continuum.draw import FULL

if TYPE_CHECKING:
    from vouch.program.findings.models import Run


@dataclass(frozen=True)
class Drawn:
    """A map, and what stands beside it. `everyone`: how many there are before stage and flag narrow it; `chips`: flag,
    its words, how many; `one_result_away`: how many would be loyal with one documented result."""

    picture: Picture
    everyone: int
    not_known: int
    ranks: tuple[int, ...]
    known: float | None
    chips: tuple[tuple[str, str, int], ...]
    one_result_away: int
    segments: tuple[Segment, ...]


def drawn(run: Run, ask: Asked) -> Drawn:
    """The map of the customers that are asked for."""
    if run.counts.get("customers", 0) > FULL:
        return _kept.get((*name_of(run), ask), lambda: _fresh(ask))
    return _fresh(ask)


_kept: Shelf[Drawn] = Shelf(24)


def _fresh(ask: Asked) -> Drawn:
    everyone = marks(ask.whole.only)
    chosen = [mark for mark in everyone if _fits(mark, ask)]
    counted = [(flag, words, sum(bool(getattr(mark, flag)) for mark in everyone)) for flag, words in FLAG_WORDS.items()]
    return Drawn(
        picture=draw(chosen),
        everyone=len(everyone),
        not_known=sum(mark.rank == 0 for mark in everyone),
        ranks=tuple(sum(mark.rank == rank for mark in chosen) for rank in range(len(STAGES))),
        known=sum(mark.coverage for mark in chosen) / len(chosen) if chosen else None,
        chips=tuple(chip for chip in counted if chip[2]),
        one_result_away=one_result_away(ask.only),
        segments=tuple(segments(ask.only)),
    )


def _fits(mark: Mark, ask: Asked) -> bool:
    if ask.stage and STAGES[mark.rank] != ask.stage:
        return False
    return not ask.flag or bool(getattr(mark, ask.flag))
