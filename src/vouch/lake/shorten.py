"""Puts fewer rows in the place of a table's old ones, in one commit; what they are is for the caller to say.

Rows whose key came more than once stay as they came: which of them counts is decided whenever they are read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from vouch.lake.duck import connected, parquet, quote
from vouch.lake.files import DataFile
from vouch.lake.log import commit_files
from vouch.lake.parts import GROUP_ROWS, PartWriter
from vouch.lake.shape import arrow_schema, conformed
from vouch.lake.view import look

_NOTE = "shortened.json"
_MEMORY = "600MB"


def shortened(data: Path) -> dict[str, datetime]:
    """Of each table whose old rows were made fewer: before which moment."""
    try:
        told = json.loads((data / "lake" / _NOTE).read_text(encoding="ascii"))
    except FileNotFoundError:
        return {}
    return {table: datetime.fromisoformat(at) for table, at in told.items()}


def counted(
    data: Path, table: str, *, before: datetime, raw: str, fewer: str, beside: Mapping[str, pa.Table]
) -> tuple[int, int]:
    """How many rows before that moment are `raw` (a condition), and what `fewer` (a query of `old`) makes of them."""
    files = _old(data, table, before)
    if not files:
        return 0, 0
    with connected(data, memory=_MEMORY) as connection:
        _lay(connection, table, files, before, raw, beside)
        ((many,),) = connection.execute("SELECT count(*) FROM old").fetchall()
        ((few,),) = connection.execute(f"SELECT count(*) FROM ({fewer})").fetchall()
    return int(many), int(few)


def shorten(
    data: Path, table: str, *, before: datetime, raw: str, fewer: str, beside: Mapping[str, pa.Table]
) -> tuple[int, int]:
    """Puts what `fewer` makes of the rows before that moment in their place; gives how many there were and are.

    The writer's lock is held and what a crash left is swept. From then on `shortened` says so, which whoever takes
    rows in has to heed: a row told again cannot be known by its key any more.
    """
    files = _old(data, table, before)
    if not files:
        return 0, 0
    view, schema = look(data / "lake"), arrow_schema(table)
    counts = []
    with connected(data, memory=_MEMORY) as connection:
        _lay(connection, table, files, before, raw, beside)
        ((many,),) = connection.execute("SELECT count(*) FROM old").fetchall()
        if not many:
            return 0, 0
        writer = PartWriter(data / "lake" / table, schema, layout="clean", batch=view.batches[-1].id, sort=False)
        others = f"SELECT * FROM every WHERE NOT ({_condition(before, raw)})"
        for rows in (fewer, others):
            found = connection.execute(f"SELECT * FROM ({rows}) ORDER BY happened_at")
            begun = writer.rows
            for part in found.fetch_record_batch(GROUP_ROWS):
                writer.append(conformed(pa.Table.from_batches([part]), schema))
            counts.append(writer.rows - begun)
        add = writer.close()
    _say(data, table, before)
    commit_files(data / "lake" / table, schema, add=add, remove=[file.path for file in files])
    return int(many), counts[0]


def _old(data: Path, table: str, before: datetime) -> list[DataFile]:
    """The files read as they lie; those that begin later are of no concern, and looked at for a moment only."""
    files = look(data / "lake").tables.get(table)
    if files is None:
        return []
    with connected(data, memory=_MEMORY) as connection:
        return [
            file
            for file in files.plain
            if connection.execute(
                f"SELECT 1 FROM {parquet([file.path])} WHERE happened_at < $at LIMIT 1", {"at": before}
            ).fetchone()
        ]


def _lay(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    files: list[DataFile],
    before: datetime,
    raw: str,
    beside: Mapping[str, pa.Table],
) -> None:
    """Lays the rows of these files as `every`, in the columns of today, and of them those that go as `old`."""
    for name, rows in beside.items():
        connection.register(name, rows)
    source = parquet([file.path for file in files])
    there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    columns = [quote(name) if name in there else f"NULL AS {quote(name)}" for name in arrow_schema(table).names]
    connection.execute(f"CREATE TEMP VIEW every AS SELECT {', '.join(columns)} FROM {source}")
    connection.execute(f"CREATE TEMP VIEW old AS SELECT * FROM every WHERE {_condition(before, raw)}")


def _condition(before: datetime, raw: str) -> str:
    return f"happened_at < TIMESTAMPTZ '{before.isoformat()}' AND ({raw})"


def _say(data: Path, table: str, before: datetime) -> None:
    told = shortened(data)
    told[table] = max(before, told.get(table, before))
    path = data / "lake" / _NOTE
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps({name: at.isoformat() for name, at in told.items()}), encoding="ascii")
    unfinished.replace(path)
