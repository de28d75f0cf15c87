"""What a request is answered: who could, who could but may not now, and what a filter keeps away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vouch.domain.asking import Allowed, Obstacle
from vouch.matching.next_ask import Willingness
from vouch.matching.reference.congruity import Part


@dataclass(frozen=True, kw_only=True)
class Match:
    """Somebody who could. `fit` (0 to 1; None where nothing is known) over `coverage` (0 to 1) of what was named.

    `score` is what they are ranked by: fit, drawn to the middle where little is known, with passion, less load and
    price. `reasons`: the three strongest, full sentences; `unknown`: what is not known. `permission`: their company's
    word; None reads "nobody has asked them yet", and the owner's yes comes first. `named`: whether a seller may see who
    it is before clearance. `load`: the part of what they may carry this quarter (0 to 1).
    """

    rank: int
    person: str
    company: str
    score: float
    fit: float | None
    coverage: float
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]
    unknown: tuple[str, ...]
    permission: Allowed | None
    named: bool
    willing: Willingness
    load: float
    price: float
    last_asked: date | None

    @property
    def nobody_asked_yet(self) -> bool:
        """No permission is on record: the owner says yes first."""
        return self.permission is None


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """Somebody who fits and may not be asked now: the first thing in the way, in the order of whom it concerns."""

    person: str
    company: str
    score: float
    fit: float | None
    obstacle: Obstacle
    named: bool


@dataclass(frozen=True, kw_only=True)
class Relaxed:
    """One filter: how many more could be asked without it, and of how many of those it is merely not known."""

    filter: str
    adds: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The matches, best first; the best of those stopped; the filters, the most helpful to relax first.

    `free`: how many pass every filter and may be asked. `stopped_count`: how many pass and may not. Who is in conflict
    with the deal is in none of these. `looked_for`, `nowhere`: words of the request that were looked for, and that
    nobody has told about. `policy`: its version.
    """

    matches: tuple[Match, ...]
    stopped: tuple[Stopped, ...]
    relaxable: tuple[Relaxed, ...]
    free: int
    stopped_count: int
    looked_for: tuple[str, ...]
    nowhere: tuple[str, ...]
    today: date
    policy: str
