"""Who may change the lake now. One writer at a time; a reader never waits and is never in the way of a writer.

A reader only keeps files that are no longer part of the lake from being deleted under it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from vouch.domain.errors import Conflict

_WRITER = "lake.lock"
_READERS = "lake.readers"


@contextmanager
def writing(data: Path, *, patience: float) -> Iterator[None]:
    """Holds the right to change the lake; the operating system gives it back however the process ends.

    Raises Conflict when another process still holds it after `patience` seconds.
    """
    data.mkdir(parents=True, exist_ok=True)
    handle = os.open(data / _WRITER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _taken(handle, fcntl.LOCK_EX, patience):
            holder = os.pread(handle, 200, 0).decode(errors="replace").strip()
            raise Conflict(
                "lake_busy",
                f"Another import is changing {data} ({holder or 'it has just begun'}); I waited {patience:g} s. "
                "Nothing was changed; start again when it is done.",
                holder=holder,
            )
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def reading(data: Path) -> int | None:
    """Says that files of the lake are being read, until the returned handle is closed; None where nobody can write."""
    try:
        handle = os.open(data / _READERS, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        return None
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@contextmanager
def no_readers(data: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """Whether nobody reads files of the lake now; while inside, a new reader waits the moment that deletion takes."""
    handle = os.open(data / _READERS, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        yield _taken(handle, fcntl.LOCK_EX, patience)
    finally:
        os.close(handle)


def _taken(handle: int, kind: int, patience: float) -> bool:
    give_up = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= give_up:
                return False
            time.sleep(min(0.05, max(0.0, give_up - time.monotonic())))
        else:
            return True
