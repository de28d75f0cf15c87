"""Turns what the operating system or the database says of the data folder into a sentence for who can mend it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from deltalake.exceptions import DeltaError

from vouch.domain.errors import Conflict, Refusal

_FULL = ("no space left", "disk quota exceeded", "file too large", "database or disk is full")
_CLOSED = (
    "read-only file system",
    "permission denied",
    "operation not permitted",
    "readonly database",
    "unable to open database file",
)
_LOCKED = ("database is locked", "database table is locked", "database schema is locked")
_NUMBERS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _CLOSED,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
}


@contextmanager
def disk_refusals(data: Path) -> Iterator[None]:
    """Raises Refusal where what is inside failed because `data` is full, read-only, or no folder at all."""
    try:
        yield
    except (OSError, DeltaError, duckdb.Error) as error:
        refusal = refusal_of(data, error)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of(data: Path, error: BaseException) -> Refusal | None:
    """The refusal that an error of the disk or the SQLite file means; None where it means something else.

    Django passes on what SQLite said as the cause of an error of its own.
    """
    own = error.__cause__ if isinstance(error.__cause__, sqlite3.Error) else error
    if isinstance(own, sqlite3.Error) and any(words in str(own).lower() for words in _LOCKED):
        return Conflict(
            "database_busy",
            "Somebody else was writing to the database all the time, so this was put off. Do it again in a moment.",
        )
    return _refusal(data, own) if isinstance(own, OSError | sqlite3.Error | DeltaError | duckdb.Error) else None


def _refusal(data: Path, error: Exception) -> Refusal | None:
    # Delta and DuckDB pass on the system's words, not always its number
    number = error.errno if isinstance(error, OSError) else None
    said = str(error).lower()
    family = _NUMBERS.get(number or 0) or next((f for f in (_FULL, _CLOSED) if any(words in said for words in f)), None)
    if family is _FULL:
        return Refusal(
            "data_folder_full",
            f"There is no room left where {data} is. Nothing was changed: make room and start again.",
            folder=str(data),
        )
    if family is _CLOSED:
        return Refusal(
            "data_folder_read_only",
            f"I may not write to {data}. Nothing was changed: give this user the right to write there, or name another "
            "folder in VOUCH_DATA.",
            folder=str(data),
        )
    if number in {errno.ENOTDIR, errno.EEXIST}:
        return Refusal(
            "data_folder_is_a_file",
            f"{data} cannot hold data: a file stands where a folder should be. Name another folder in VOUCH_DATA.",
            folder=str(data),
        )
    return None
