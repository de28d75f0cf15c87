"""What counts at a moment, and what it adds up to: the score S and the weight K of one subject and one gate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY = 86_400
WAIT = 30 * DAY
"""A fall waits this long, in seconds."""

MET = "met"
UNKNOWN = "unknown"
CONTRADICTED = "contradicted"
NOT_YET_POSSIBLE = "not_yet_possible"

SHRINK = 0.5


@dataclass(frozen=True)
class Atom:
    """One piece of evidence for one gate of one subject.

    `t` and `ended` are epoch seconds, `rho` already holds the role's part, a half-life of None never decays. A `v` of
    None is an unknown: it says nothing. `tenure` (years / 3, at most 1) is what a renewal, expansion or repeat purchase
    takes with it when it arrives.
    """

    gate: str
    t: int
    v: float | None
    rho: float
    half_life_days: float | None
    ended: int | None = None
    hard: bool = False
    tenure: float | None = None


def rank(state: str) -> int:
    """How good a decision is: met 2, unknown (and not yet possible) 1, contradicted 0.

    >>> rank(MET) > rank(UNKNOWN) == rank(NOT_YET_POSSIBLE) > rank(CONTRADICTED)
    True
    """
    if state == MET:
        return 2
    return 0 if state == CONTRADICTED else 1


def speaks(atom: Atom) -> bool:
    """Whether an atom ever says anything: not an unknown, and not over before it began."""
    return atom.v is not None and (atom.ended is None or atom.ended > atom.t)


def arrivals(atoms: Iterable[Atom], at: float) -> list[int]:
    """The instants up to `at` at which something arrived, in order, each once."""
    return sorted({atom.t for atom in atoms if speaks(atom) and atom.t <= at})


def counting(atoms: Iterable[Atom], at: float) -> list[Atom]:
    """What counts at the moment `at`: arrived, and not ended. An atom that ends at `at` is gone."""
    return [atom for atom in atoms if speaks(atom) and atom.t <= at and (atom.ended is None or at < atom.ended)]


def counting_just_before(atoms: Iterable[Atom], at: float) -> list[Atom]:
    """What counted up to the moment `at`, before anything arrived or ended then."""
    return [atom for atom in atoms if speaks(atom) and atom.t < at and (atom.ended is None or at <= atom.ended)]


def decayed(atom: Atom, at: float) -> float:
    """The weight w = rho * 2^(-age / half-life) of one atom at a moment.

    >>> decayed(Atom("attitude", t=0, v=1.0, rho=0.8, half_life_days=90), at=90 * DAY)
    0.4
    """
    if atom.half_life_days is None:
        return atom.rho
    age_days = (at - atom.t) / DAY
    return float(atom.rho * 2 ** (-age_days / atom.half_life_days))


def total(atoms: Iterable[Atom], at: float) -> float:
    """K = sum of w over the given atoms, rounded as it is compared."""
    return round(math.fsum(decayed(atom, at) for atom in atoms), 9)


def weight(atoms: Iterable[Atom], at: float) -> float:
    """K at a moment. Tenure is not in it."""
    return total(counting(atoms, at), at)


def weight_just_before(atoms: Iterable[Atom], at: float) -> float:
    """K that the time up to `at` has left, before anything arrived or ended then."""
    return total(counting_just_before(atoms, at), at)


def score(atoms: Sequence[Atom], at: float) -> float:
    """S = sum(w v) / (k + sum(w)) at a moment; with a tenure, the larger of S with and without it. Rounded.

    >>> score([Atom("attitude", t=0, v=0.8, rho=1.0, half_life_days=180)], at=0)
    0.533333333
    """
    counted = counting(atoms, at)
    weights = [decayed(atom, at) for atom in counted]
    values = [atom.v for atom in counted if atom.v is not None]
    above = math.fsum(w * v for w, v in zip(weights, values, strict=True))
    below = SHRINK + math.fsum(weights)
    without = above / below
    tenure = tenure_held(atoms, at)
    if tenure is None:
        return round(without, 9)
    return round(max(without, (above + tenure) / (below + 1)), 9)


def tenure_held(atoms: Iterable[Atom], at: float) -> float | None:
    """The tenure taken at the latest arrival that had one; it neither decays nor ends."""
    taken = [(atom.t, atom.tenure) for atom in atoms if speaks(atom) and atom.t <= at and atom.tenure is not None]
    return max(taken)[1] if taken else None
