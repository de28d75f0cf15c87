"""The pool that requests are held against, kept in the process: laid once for a run and a day, and kept true.

Every change of what was decided writes its line into the history in the same transaction. So before each answer the
lines since the last are read, and whoever they are about is decided anew: a decision shows in the next answer, whoever
made it, in whatever process.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import RLock

from vouch.domain.policy import Policy
from vouch.matching.reference import Pool
from vouch.program.findings.queries import current_run
from vouch.program.references.queries.pool import changed_since, newest_change, prices
from vouch.program.suggestions.queries.supply import members
from vouch.runs.desk.people import Deciding, decisions, firms, persons

_LOCK = RLock()


@dataclass
class Standing:
    """A pool, what it was laid for, and the last change it knows of."""

    key: tuple[str, str, str, date]
    with_: Deciding
    pool: Pool
    change: int


_STANDING: list[Standing] = []


def ready(data: Path, policy: Policy, today: date, activity: str) -> tuple[Pool, RLock]:
    """The pool as it is at this moment, and the lock that whoever asks it holds meanwhile."""
    run = current_run()
    key = (str(data), run.id if run else "", policy.version, today)
    with _LOCK:
        here = _STANDING[0] if _STANDING else None
        if here is None or here.key != key or activity not in here.with_.activities:
            before = here.with_.activities if here is not None and here.key == key else ()
            here = _laid(key, policy, today, {*before, activity, *policy.desk.modes})
            _STANDING[:] = [here]
        _bring_up(here)
    return here.pool, _LOCK


def _laid(key: tuple[str, str, str, date], policy: Policy, today: date, activities: Collection[str]) -> Standing:
    with_ = Deciding(policy, tuple(sorted(activities)), today, members())
    change = newest_change()  # before the rows are read: what changes meanwhile is looked at once more
    pool = Pool.of(firms(), persons(with_))
    pool.price(prices())
    return Standing(key, with_, pool, change)


def _bring_up(here: Standing) -> None:
    about, newest = changed_since(here.change)
    if about is None:
        fresh = _laid(here.key, here.with_.policy, here.with_.today, here.with_.activities)
        here.pool, here.with_, here.change = fresh.pool, fresh.with_, fresh.change
        return
    known = sorted(pk for pk in about if pk in here.pool.at)
    if known:
        for pk, decision in decisions(known, here.with_).items():
            here.pool.decide(pk, decision)
    here.change = newest
