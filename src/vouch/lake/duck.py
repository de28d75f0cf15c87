"""DuckDB as the lake uses it: bounded memory, spilling inside the data folder, times in UTC."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import duckdb

from vouch.lake.shape import stored_columns
from vouch.tables.shape import Type

_TYPES = {
    Type.NUMBER: "DOUBLE",
    Type.COUNT: "BIGINT",
    Type.YES_NO: "BOOLEAN",
    Type.DATE: "DATE",
    Type.TIME: "TIMESTAMP WITH TIME ZONE",
}
SPILL = "spill"
"""Folder of the data folder for what does not fit in memory."""
KEPT = Path("cache") / "placed"
"""Folder of the data folder for what a placement leaves to the next one. It quotes facts: erasing deletes it."""


def set_statements(data: Path, *, memory: str = "1GB", threads: int | None = None) -> list[str]:
    """The SET statements of a new connection.

    `memory` is a size as DuckDB writes it. What does not fit is spilled to a folder inside the data folder, so that
    erasure and backups know of every place where data can be.
    """
    settings = {
        "memory_limit": memory,
        "threads": str(threads or os.cpu_count() or 1),
        "temp_directory": str(_own(data)).replace("'", "''"),
        "TimeZone": "UTC",
        # rows of a fact table have no order worth keeping, and keeping it costs memory
        "preserve_insertion_order": "false",
        # nothing is fetched, whatever a query names
        "autoinstall_known_extensions": "false",
    }
    return [f"SET GLOBAL {name} = '{value}'" for name, value in settings.items()]


def _own(data: Path) -> Path:
    """Where one connection spills to, and no other: two in one folder write over each other, and both processes die.

    DuckDB makes the folder when something is spilled, and deletes it when the connection is closed.
    """
    with suppress(OSError):  # nothing can be spilled where nobody can write, and little is read there
        (data / SPILL).mkdir(exist_ok=True)
    return data / SPILL / f"duckdb-{uuid4().hex[:16]}"


def delete_spilled(data: Path, *, idle: float = 86_400) -> None:
    """Delete what was spilled and not touched for so many seconds, all of it for none: a killed process left it.

    Whoever still reads one of the files keeps what they have of it, as its folder stays.
    """
    for path in (data / SPILL).rglob("*"):
        with suppress(FileNotFoundError):
            if not path.is_dir() and (not idle or time.time() - path.lstat().st_mtime >= idle):
                path.unlink()


@contextmanager
def connected(data: Path, *, memory: str = "1GB") -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own for work on the lake's files."""
    connection = duckdb.connect()
    try:
        for statement in set_statements(data, memory=memory):
            connection.execute(statement)
        yield connection
    finally:
        connection.close()


def parquet(paths: Sequence[Path], *, filename: bool = False) -> str:
    """Files as a table function of SQL. A column that only some of them have is empty in the others.

    >>> parquet([Path("a'b.parquet")])
    "read_parquet(['a''b.parquet'], union_by_name = true)"
    """
    return f"read_parquet({quoted(paths)}, union_by_name = true{', filename = true' if filename else ''})"


def quoted(paths: Sequence[Path]) -> str:
    """A list of files as a SQL literal.

    >>> quoted([Path("a'b.parquet")])
    "['a''b.parquet']"
    """
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def quote(name: str) -> str:
    """A column's name as SQL writes it.

    >>> quote("row")
    '"row"'
    """
    return '"' + name.replace('"', '""') + '"'


def empty_table(table: str) -> str:
    """The statement that makes an empty table with the columns of a fact table.

    >>> empty_table("competitors")[:64]
    'CREATE TEMP TABLE "competitors" ("account_id" VARCHAR, "competit'
    """
    columns = ", ".join(
        f"{quote(column.name)} {_TYPES.get(column.type, 'VARCHAR')}" for column in stored_columns(table)
    )
    return f"CREATE TEMP TABLE {quote(table)} ({columns})"
