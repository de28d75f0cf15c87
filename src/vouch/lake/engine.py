"""Opens the facts for reading: one Ibis table for each fact table, with the rows that are current now.

DuckDB reads the live Parquet files of the Delta tables directly, so no extension has to be fetched; memory is bounded
and what does not fit is spilled inside the data folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from vouch.lake.current import current_rows, stored_rows
from vouch.lake.duck import empty_table, quote, set_statements
from vouch.lake.fingerprint import fingerprint
from vouch.lake.locks import reading
from vouch.lake.shape import arrow_schema, conformed
from vouch.lake.view import TableFiles, View, look
from vouch.tables.facts import TABLES

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

    from vouch.lake.store import Lake

_INSTANT = pa.timestamp("us", tz="UTC")
_COVERED = pa.schema([("table", pa.string()), ("system", pa.string()), ("since", _INSTANT), ("until", _INSTANT)])


class Facts(Mapping[str, ir.Table]):
    """The facts at the moment they were opened, by table name; close it, or use it in a `with`, when done.

    `con` is the Ibis backend, for tables of one's own beside the facts. `view` and `extra`: of which files and rows
    these are the facts, for an engine that reads them itself. `data`: the data folder.
    """

    def __init__(self, con: Backend, data: Path, view: View, extra: Mapping[str, pa.Table], handle: int | None) -> None:
        self.con = con
        self.data = data
        self.view = view
        self.extra = extra
        self._tables: dict[str, ir.Table] = {}
        self._handle = handle

    def __getitem__(self, name: str) -> ir.Table:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._tables:
            self._tables[name] = self.con.table(name)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def fingerprint(self) -> str:
        """32 hex digits that follow from the current rows alone: not from their order, files or batches."""
        return fingerprint(self, self.extra)

    def covered(self) -> ir.Table:
        """For each table and system, from when until when the committed batches together know what it says.

        Columns table, system, since, until (UTC). A table no batch covers has no row.
        """
        spans: dict[tuple[str, str], tuple[datetime, datetime]] = {}
        for batch in self.view.batches:
            for one in batch.covers:
                since, until = spans.get((one.table, one.system), (one.since, one.until))
                spans[one.table, one.system] = (min(since, one.since), max(until, one.until))
        rows = [
            {"table": table, "system": system, "since": since, "until": until}
            for (table, system), (since, until) in sorted(spans.items())
        ]
        return ibis.memtable(pa.Table.from_pylist(rows, schema=_COVERED))

    def close(self) -> None:
        """Ends the reading; files that have left the lake meanwhile may be deleted now."""
        self.con.disconnect()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Facts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_facts(
    lake: Lake,
    *,
    extra: Mapping[str, pa.Table] | None = None,
    memory: str | None = None,
    threads: int | None = None,
) -> Facts:
    """The facts of the lake as they are now; an import that commits later is not seen.

    `extra` are facts kept elsewhere, with the columns of `arrow_schema(table)`; they count like rows of the lake.
    `memory` is a size as DuckDB writes it; `room` for its threads where not given. An empty table has no rows and all
    its columns.
    """
    handle = reading(lake.data)
    try:
        view = look(lake.folder)
        con = ibis.duckdb.connect()
        for statement in set_statements(lake.data, memory=memory or room(threads), threads=threads):
            con.raw_sql(statement)
        extra = {name: rows for name, rows in (extra or {}).items() if rows.num_rows}
        for name in TABLES:
            _define(con, view, name, extra.get(name))
    except BaseException:
        if handle is not None:
            os.close(handle)
        raise
    return Facts(con, lake.data, view, extra, handle)


def room(threads: int | None = None) -> str:
    """How much the engine may hold, as DuckDB writes it: half a gigabyte, and more for more than four threads.

    The process needs as much again: Python and its libraries take 200 MB, and what DuckDB reads files with is not
    counted in its limit. More room makes nothing quicker that was measured.

    >>> room(2), room(16)
    ('500MB', '2000MB')
    """
    return f"{max(500, 125 * (threads or os.cpu_count() or 1))}MB"


def _define(con: Backend, view: View, name: str, extra: pa.Table | None) -> None:
    files = view.tables.get(name, TableFiles())
    plain, searched = [file.path for file in files.plain], [file.path for file in files.searched]
    if extra is not None:
        # a fact kept elsewhere may be a later version of any row
        plain, searched = [], plain + searched
    whole = stored_rows(con, name, plain) if plain else None
    repeated = [stored_rows(con, name, searched)] if searched else []
    if extra is not None:
        repeated.append(con.create_table(f"{name}_extra", conformed(extra, arrow_schema(name)), temp=True))
    rows = current_rows(TABLES[name], whole, ibis.union(*repeated) if repeated else None, view.leaving)
    if rows is None:
        con.raw_sql(empty_table(name))
    else:
        con.raw_sql(f"CREATE TEMP VIEW {quote(name)} AS {ibis.to_sql(rows, dialect='duckdb')}")
