"""What the last placement left to begin from: its tables, in a file of DuckDB, and a note of what they were made of.

The file is renewed in one transaction, so a process that is killed leaves what was there before. It may quote facts:
erasing a person deletes its folder, and whoever is still writing into it then cannot finish.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from vouch.lake.duck import KEPT

SCHEMA = "kept"
"""What the file is called in a connection."""
_FILE = "placed.duckdb"
_LOCK = "placed.lock"


@contextmanager
def alone(data: Path) -> Iterator[bool]:
    """Whether the memory of this data folder is ours now; False where another process has it or nobody can write."""
    try:
        (data / KEPT).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open((data / KEPT).parent / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        yield False
        return
    try:
        yield True
    finally:
        os.close(handle)


def attach(con: Any, data: Path) -> dict[str, Any] | None:
    """Puts the memory beside the facts as the schema `kept`, and gives its note; None where there is none to use."""
    (data / KEPT).mkdir(parents=True, exist_ok=True)
    try:
        _attach(con, data)
        (told,) = con.execute(f"select told from {SCHEMA}.note").fetchone() or (None,)
        return dict(json.loads(told)) if told else None
    except (duckdb.Error, ValueError):  # none yet, damaged, or of another version of DuckDB
        return None


def fresh(con: Any, data: Path) -> None:
    """An empty memory in the place of what was there."""
    with suppress(duckdb.Error):
        con.execute(f"detach {SCHEMA}")
    forget(data)
    (data / KEPT).mkdir(parents=True, exist_ok=True)
    _attach(con, data)


def note(con: Any, told: dict[str, Any]) -> None:
    """Writes what the tables were made of: the last thing before they are believed."""
    con.execute(f"create or replace table {SCHEMA}.note as select $told as told", {"told": json.dumps(told)})


def forget(data: Path) -> None:
    """Lets go of everything: the next placement begins from the facts."""
    shutil.rmtree(data / KEPT, ignore_errors=True)


def _attach(con: Any, data: Path) -> None:
    path = str(data / KEPT / _FILE).replace("'", "''")
    # what changes is written beside the file for some days before it is written into it: that costs more than the rest
    con.execute("set global checkpoint_threshold = '512MB'")
    con.execute("pragma disable_checkpoint_on_shutdown")
    con.execute(f"attach '{path}' as {SCHEMA}")
