"""Which facts were read from one row of a file? The end of every trail that begins at a number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from vouch.lake.duck import quoted, set_statements
from vouch.lake.files import DataFile
from vouch.lake.store import Lake
from vouch.lake.view import TableFiles, look
from vouch.tables.facts import ENVELOPE, TABLES
from vouch.tables.shape import Table

_LATEST = "order by modified_at desc, learned_at desc, batch desc, row desc limit 1"
_OWN = {column.name for column in ENVELOPE}


@dataclass(frozen=True)
class Cell:
    """One cell of a fact: its column, what that column means (empty for a column of the file's own), and the value."""

    name: str
    doc: str
    value: object


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact as it was read: its table, the file and row it stood in, what was read, and what has no name of ours."""

    table: str
    sentence: str
    key: str
    system: str
    file: str
    row: int
    cells: Sequence[Cell]
    further: Sequence[Cell]
    happened_at: Any
    modified_at: Any
    learned_at: Any


def facts_of_row(data: Path, batch: str, row: int) -> list[Fact]:
    """Everything that was read from this row of this batch; of a workbook, from this row of each sheet.

    Later versions of the same facts, from other batches, are not looked at: this is what the row said.
    """
    found = Lake(data).batch(batch)
    if found is None:
        return []
    view = look(data / "lake")
    facts: list[Fact] = []
    with connected(data) as connection:
        for name in found.counts:
            files = _of_batch(view.tables.get(name, TableFiles()), batch)
            if files:
                told = connection.execute(
                    f"from read_parquet({quoted([file.path for file in files])}) where batch = $b and row = $r",
                    {"b": batch, "r": row},
                )
                facts += [_fact(TABLES[name], one) for one in told.fetch_arrow_table().to_pylist()]
    return facts


def where_is(data: Path, key: str, *, table: str = "") -> tuple[str, int] | None:
    """The batch and row from which the latest version of a fact was read, by the fact's key; None where it is gone.

    `table` narrows the search where it is known.
    """
    view = look(data / "lake")
    with connected(data) as connection:
        for name in [table] if table in TABLES else TABLES:
            files = view.tables.get(name, TableFiles())
            paths = [file.path for file in (*files.plain, *files.searched)]
            if not paths:
                continue
            told = connection.execute(
                f"select batch, row from read_parquet({quoted(paths)}) "
                f"where key = $k and not list_contains($gone, batch) {_LATEST}",
                {"k": key, "gone": sorted(view.leaving)},
            ).fetchone()
            if told:
                return str(told[0]), int(told[1])
    return None


def connected(data: Path) -> duckdb.DuckDBPyConnection:
    """A connection for a page's question: little memory, one thread."""
    connection = duckdb.connect()
    for statement in set_statements(data, memory="512MB", threads=1):
        connection.execute(statement)
    return connection


def _of_batch(files: TableFiles, batch: str) -> list[DataFile]:
    every: Iterable[DataFile] = (*files.plain, *files.searched)
    return [file for file in every if file.layout != "part" or file.batch == batch]


def _fact(table: Table, row: dict[str, Any]) -> Fact:
    cells = [
        Cell(column.name, column.doc, row[column.name])
        for column in table.columns
        if row.get(column.name) is not None and column.name not in _OWN - {"happened_at", "modified_at"}
    ]
    return Fact(
        table=table.name,
        sentence=table.sentence,
        key=row["key"],
        system=row["system"],
        file=row["file"],
        row=row["row"],
        cells=cells,
        further=[Cell(name, "", value) for name, value in further(row.get("attributes")) if value not in (None, "")],
        happened_at=row["happened_at"],
        modified_at=row["modified_at"],
        learned_at=row["learned_at"],
    )


def further(written: str | None) -> list[tuple[str, object]]:
    """The columns of a file that Vouch has no name for, as a fact keeps them."""
    try:
        told = json.loads(written) if written else {}
    except ValueError:
        return []
    return list(told.items()) if isinstance(told, dict) else []
