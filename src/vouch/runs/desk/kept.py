"""The pool as it lies on the disk: so that a process that has just begun answers at once.

One file in the folder `cache/desk` of the data folder, in no backup. It says what it was laid for; what was laid for
anything else, by other code, or is damaged, counts for nothing and is laid anew. It names people, so that erasing
somebody deletes it, and whoever has read them before that writes nothing afterwards.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.db import connection

from vouch.domain.policy import Policy
from vouch.matching.reference import Pool
from vouch.program.findings.queries import current_run
from vouch.program.references.queries.pool import Moment, erased_since, happened
from vouch.runs.code import digest

FOLDER = Path("cache") / "desk"
_FILE, _LOCK, _HEAD = "pool.npz", "lock", "head"
_CODE = ("vouch.domain", "vouch.matching", "vouch.program", "vouch.runs.desk", "vouch.runs.suggest")
_log = logging.getLogger("vouch.desk")
Stamp = tuple[int, int] | None
"""By which a file on the disk is known to be another: its number there and when it was written."""


@dataclass(frozen=True)
class Key:
    """What a pool was laid for: the placements, the rules and the day. `run` is empty before anybody was placed."""

    run: str
    policy: str
    day: str

    @classmethod
    def now(cls, policy: Policy, today: date) -> Key:
        """What one would be laid for now."""
        run = current_run()
        return cls(f"{run.id} {run.finished_at.isoformat()}" if run else "", policy.version, today.isoformat())


@dataclass(frozen=True)
class Kept:
    """A pool from the disk: what it was laid for, and the last change that it knows of."""

    key: Key
    pool: Pool
    change: Moment


def keep(data: Path, key: Key, columns: dict[str, Any], change: Moment) -> None:
    """Writes a pool down, where the folder can be written; not where somebody was erased since it was read."""
    if not (key.run and change.number and data.is_dir()):
        return
    head = {"made": _made(), "run": key.run, "policy": key.policy, "day": key.day, "change": change.number,
            "at": change.at.isoformat() if change.at else ""}  # fmt: skip
    path = data / FOLDER / _FILE
    try:
        with _alone(data):
            for left in path.parent.glob(f"{_FILE}.*"):
                left.unlink(missing_ok=True)  # of a process that ended in the middle
            if erased_since(change.number):
                return
            unfinished = path.with_name(f"{_FILE}.{os.getpid()}")
            with unfinished.open("wb") as file:
                np.savez(file, allow_pickle=False, **{_HEAD: np.array(json.dumps(head))}, **columns)
            unfinished.replace(path)
    except OSError as error:
        _log.warning("the pool of the desk could not be kept in %s: %s", path, error)


def read(data: Path, key: Key | None = None) -> Kept | None:
    """The pool on the disk, if it is one of this code, database and history; with `key` only one laid for that."""
    try:
        with (data / FOLDER / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as found:
            head = json.loads(str(found[_HEAD]))
            laid_for = Key(head["run"], head["policy"], head["day"])
            change = Moment(head["change"], datetime.fromisoformat(head["at"]))
            if head["made"] != _made() or (key is not None and laid_for != key) or not happened(change):
                return None
            return Kept(laid_for, Pool.taken({name: found[name] for name in found.files if name != _HEAD}), change)
    except FileNotFoundError:
        return None
    except Exception as error:  # whatever is wrong with it, it is laid anew
        _log.warning("the pool of the desk that was kept cannot be read, and is laid anew: %s", error)
        return None


def laid_for(data: Path) -> Key | None:
    """What the pool on the disk was laid for; None where there is none of this code and database."""
    try:
        with (data / FOLDER / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as found:
            head = json.loads(str(found[_HEAD]))
            return Key(head["run"], head["policy"], head["day"]) if head["made"] == _made() else None
    except Exception:  # a damaged one is none
        return None


def stamp(data: Path) -> Stamp:
    """By which it is seen that another pool was written; None where there is none."""
    try:
        told = (data / FOLDER / _FILE).stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns


def touch(data: Path) -> None:
    """Lets every process read the pool again: what lies beside it has changed."""
    try:
        os.utime(data / FOLDER / _FILE)
    except OSError:
        return


def drop(data: Path) -> bool:
    """Deletes what is kept; whether there was any. Who was erased before is in nothing that is written later."""
    if not (data / FOLDER).is_dir():
        return False
    with _alone(data):
        found = [path for path in (data / FOLDER).iterdir() if path.name != _LOCK]
        for path in found:
            path.unlink(missing_ok=True)
    return bool(found)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    handle = os.open(data / FOLDER / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _made() -> str:
    """Digits that differ where another code or another database made it."""
    code = digest(_CODE, ("numpy",))
    where = {name: str(connection.settings_dict.get(name)) for name in ("ENGINE", "NAME", "HOST", "PORT")}
    return hashlib.sha256(f"{code} {json.dumps(where, sort_keys=True)}".encode()).hexdigest()
