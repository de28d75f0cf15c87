"""Lays rows down again so that reading stays quick: many small files become few, sorted by time.

Rows whose key came more than once are put apart, so that all others can be read as they lie. No row is dropped: a
batch that is taken out later must leave the rows of the others behind.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.duck import quoted, set_statements
from vouch.lake.files import DataFile, Layout
from vouch.lake.log import commit_files
from vouch.lake.parts import GROUP_ROWS, PartWriter
from vouch.lake.shape import arrow_schema
from vouch.lake.view import TableFiles, look
from vouch.tables.facts import TABLES

_SMALL = 2_000_000
"""Files with fewer rows are laid together."""
MANY = 40
"""More files of a table than this are worth a compaction."""


def crowded(lake: Path) -> list[str]:
    """The tables that have many small files."""
    view = look(lake)
    return [name for name, files in view.tables.items() if len(_worth(files)) > MANY]


def compact(data: Path, table: str) -> None:
    """Lays one table down again. The writer's lock is held and what a crash left is swept."""
    view = look(data / "lake")
    files = _worth(view.tables.get(table, TableFiles()))
    if len(files) < 2:
        return
    batch = view.batches[-1].id
    connection = duckdb.connect()
    try:
        for statement in set_statements(data):
            connection.execute(statement)
        source = f"read_parquet({quoted([file.path for file in files])})"
        again = f"(SELECT key FROM {source} GROUP BY key HAVING count(*) > 1)"
        halves: list[tuple[Layout, str]] = [
            ("clean", f"FROM {source} ANTI JOIN {again} AS again USING (key)"),
            ("mixed", f"FROM {source} SEMI JOIN {again} AS again USING (key)"),
        ]
        if TABLES[table].versioned:
            halves = [("mixed", f"FROM {source}")]
        add = [path for layout, rows in halves for path in _written(connection, data, table, layout, batch, rows)]
    finally:
        connection.close()
    commit_files(data / "lake" / table, arrow_schema(table), add=add, remove=[file.path for file in files])


def _worth(files: TableFiles) -> list[DataFile]:
    small = [file for file in files.plain if pq.read_metadata(file.path).num_rows < _SMALL]
    return [*files.searched, *small]


def _written(
    connection: duckdb.DuckDBPyConnection, data: Path, table: str, layout: Layout, batch: str, rows: str
) -> list[Path]:
    schema = arrow_schema(table)
    columns = ", ".join(f'"{name}"' for name in schema.names)
    writer = PartWriter(data / "lake" / table, schema, layout=layout, batch=batch, sort=False)
    reader = connection.execute(f"SELECT {columns} {rows} ORDER BY happened_at, key").fetch_record_batch(GROUP_ROWS)
    for part in reader:
        writer.append(pa.Table.from_batches([part]).cast(schema))
    return writer.close()
