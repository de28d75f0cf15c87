"""What a scored gate says at a moment: decided at each arrival, held in between, and what is in force."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .evidence import CONTRADICTED, MET, UNKNOWN, WAIT, Atom, arrivals, rank, score, weight, weight_just_before

LEAST = 0.5


@dataclass(frozen=True)
class Stood:
    """A decision and how long it stood: from where the one before it ended up to, but without, `until`."""

    state: str
    differ: bool = False
    at_once: bool = False
    """A contradiction in whose run something hard has decided: it waits for nothing."""
    until: float = math.inf


@dataclass(frozen=True)
class Decision:
    """What one gate of one subject says at one moment.

    `state`, `differ` and `stale` are what the evidence says itself; `in_force` and its two companions are what is
    shown, after a fall has waited.
    """

    state: str
    differ: bool
    stale: bool
    S_at_last_arrival: float | None
    K_now: float
    in_force: str
    in_force_differ: bool
    in_force_stale: bool


def arrive(atoms: Sequence[Atom], t: int, last: Stood) -> Stood:
    """The decision after all that arrived at the instant `t`, where `last` stood until then."""
    s = score(atoms, t)
    k = weight(atoms, t)
    if s >= 0.3 and k >= LEAST:
        return Stood(MET)
    if s <= -0.3 and k >= LEAST:
        something_hard = any(atom.hard for atom in atoms if atom.t == t and atom.v is not None)
        return Stood(CONTRADICTED, at_once=something_hard or last.at_once)
    if k >= 1 and ((last.state == MET and s < 0.1) or (last.state == CONTRADICTED and s > -0.1)):
        return Stood(UNKNOWN, differ=True)
    if last.state == CONTRADICTED and k < LEAST:
        return Stood(UNKNOWN)
    return last


def course(atoms: Sequence[Atom], at: float) -> list[Stood]:
    """Every decision that stood up to the moment `at`, in order; the last one stands then. The first is unknown."""
    stood: list[Stood] = []
    now = Stood(UNKNOWN)
    for t in arrivals(atoms, at):
        if now.state == CONTRADICTED and weight_just_before(atoms, t) < LEAST:
            now = Stood(UNKNOWN)  # it lapsed at some moment on the way here
        after = arrive(atoms, t, now)
        if after != now:
            stood.append(replace(now, until=t))
            now = after
    if now.state == CONTRADICTED and weight(atoms, at) < LEAST:
        now = Stood(UNKNOWN)
    return [*stood, now]


def in_force(stood: Sequence[Stood], at: float) -> Stood:
    """The best decision that stood at any moment of [at - 30 days, at]; among equals the latest."""
    now = stood[-1]
    if now.state == CONTRADICTED and now.at_once:
        return now
    best = now
    for earlier in reversed(stood[:-1]):
        if earlier.until > at - WAIT and rank(earlier.state) > rank(best.state):
            best = earlier
    return best


def decide(atoms: Sequence[Atom], at: float) -> Decision:
    """Decide one scored gate of one subject at the moment `at` (epoch seconds).

    >>> answer = Atom("attitude", t=0, v=0.8, rho=1.0, half_life_days=180)
    >>> today = decide([answer], at=90 * 86_400)
    >>> today.state, today.stale, today.S_at_last_arrival, round(today.K_now, 5)
    ('met', False, 0.533333333, 0.70711)
    """
    instants = arrivals(atoms, at)
    stood = course(atoms, at)
    now = stood[-1]
    shown = in_force(stood, at)
    k_now = weight(atoms, at)
    return Decision(
        state=now.state,
        differ=now.differ,
        stale=now.state == MET and k_now < LEAST,
        S_at_last_arrival=score(atoms, instants[-1]) if instants else None,
        K_now=k_now,
        in_force=shown.state,
        in_force_differ=shown.differ,
        in_force_stale=shown.state == MET and k_now < LEAST,
    )
