"""The pool that requests are held against: laid once for a run, a policy and a day, kept on the disk, and kept true.

Every change of what was decided writes its line into the history in the same transaction. So before each answer the
lines since the last are read, and whoever they are about is decided anew: a decision shows in the next answer, whoever
made it, in whatever process.

A pool of hundreds of thousands takes the worker a while to lay. Until a new one lies on the disk, whoever asks is
answered from the one before, with all that was decided since; only where nobody works is it laid by whoever asks.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import RLock

from vouch.domain.policy import Policy
from vouch.matching.reference import Pool
from vouch.program.references.queries.pool import Moment, changed_since, newest_change, placed_people, prices
from vouch.program.suggestions.queries.supply import members
from vouch.runs.at_work import somebody_works
from vouch.runs.desk import kept
from vouch.runs.desk.kept import Key, Stamp
from vouch.runs.desk.people import Deciding, decisions, firms, persons

_LOCK = RLock()
LARGE = 20_000
"""So many people are laid by the worker, before anybody waits for them."""
PATIENCE = 900.0
"""Seconds for which an older pool answers while the worker is at it."""
_FEW = 2000
"""So many people are decided anew by whoever asks, however small the pool."""


@dataclass
class Standing:
    """A pool, what it was laid for, the last change it knows of, and the file on the disk that was there then.

    `wanted`: what it should have been laid for, since when that is so, by the clock of the process.
    """

    key: Key
    pool: Pool
    change: int
    stamp: Stamp
    data: Path
    wanted: dict[Key, float] = field(default_factory=dict)


_STANDING: list[Standing] = []


def ready(data: Path, policy: Policy, today: date) -> tuple[Pool, RLock]:
    """The pool as it is at this moment, and the lock that whoever asks it holds meanwhile."""
    with _LOCK:
        here = _brought_up(_standing(data, policy, today), policy, today)
    return here.pool, _LOCK


def lay(data: Path, policy: Policy, today: date) -> Standing:
    """Lays the pool anew, and keeps it on the disk for every process. Whoever asks meanwhile need not wait."""
    key, change = Key.now(policy, today), newest_change()  # before the rows are read: they are looked at once more
    with _uncollected():
        columns = Pool.of(firms(), persons(Deciding(policy, today, members()))).columns()
    kept.keep(data, key, columns, change)
    return _stands(data, key, Pool.taken(columns), change)


def told_anew(data: Path) -> None:
    """Has the prices read again, here and in every other process."""
    with _LOCK:
        kept.touch(data)
        for here in _STANDING:
            here.pool.price(prices())
            here.stamp = kept.stamp(data) if here.data == data else here.stamp


def due(data: Path, policy: Policy, today: date) -> bool:
    """Whether so large a pool is wanted that the worker lays it, and none is kept that was laid for now."""
    key = Key.now(policy, today)
    return bool(key.run) and kept.laid_for(data) != key and placed_people() >= LARGE


def _standing(data: Path, policy: Policy, today: date) -> Standing:
    key, stamp = Key.now(policy, today), kept.stamp(data)
    here = next((one for one in _STANDING if one.data == data), None)
    if here is not None and here.key == key and here.stamp == stamp:
        return here
    if stamp is not None and (here is None or here.stamp != stamp):
        found = kept.read(data, key)
        if found is not None:
            return _stands(data, key, found.pool, found.change)
        if here is not None:
            here.stamp = stamp
    if here is not None and here.key == key:
        return here
    earlier = here or _earlier(data)
    if earlier is not None and len(earlier.pool) >= LARGE and somebody_works(data):
        since = earlier.wanted.setdefault(key, time.monotonic())
        if time.monotonic() - since < PATIENCE:
            return earlier
    return lay(data, policy, today)


def _earlier(data: Path) -> Standing | None:
    found = kept.read(data)
    return _stands(data, found.key, found.pool, found.change) if found is not None else None


def _stands(data: Path, key: Key, pool: Pool, change: Moment) -> Standing:
    pool.price(prices())
    here = Standing(key, pool, change.number, kept.stamp(data), data)
    with _LOCK:
        _STANDING[:] = [here]
    return here


def _brought_up(here: Standing, policy: Policy, today: date) -> Standing:
    about, newest = changed_since(here.change)
    known = sorted(pk for pk in about if pk in here.pool.at)
    if len(known) > max(_FEW, len(here.pool) // 10):
        return lay(here.data, policy, today)
    if known:
        now = decisions(known, Deciding(policy, today, members()))
        for pk in known:
            if pk in now:
                here.pool.decide(pk, now[pk])
            else:
                here.pool.leave(pk)
    here.change = newest
    return here


@contextmanager
def _uncollected() -> Iterator[None]:
    """Does not look for circles among millions of objects that have none: it takes a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
