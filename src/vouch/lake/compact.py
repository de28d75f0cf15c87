"""Lays rows down again so that reading stays quick: many small files become few, sorted by time.

Rows whose key came more than once are put apart, so that all others can be read as they lie. No row is dropped: a
batch that is taken out later must leave the rows of the others behind.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.duck import connected, quote, quoted
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
    with connected(data) as connection:
        source = f"read_parquet({quoted([file.path for file in files])})"
        again = f"(SELECT key FROM {source} GROUP BY key HAVING count(*) > 1)"
        halves: list[tuple[Layout, str]] = [
            ("clean", f"{source} ANTI JOIN {again} AS again USING (key)"),
            ("mixed", f"{source} SEMI JOIN {again} AS again USING (key)"),
        ]
        if TABLES[table].versioned:
            halves = [("mixed", source)]
        add: list[Path] = []
        for layout, rows in halves:
            schema = arrow_schema(table)
            columns = ", ".join(quote(name) for name in schema.names)
            writer = PartWriter(data / "lake" / table, schema, layout=layout, batch=batch, sort=False)
            found = connection.execute(f"SELECT {columns} FROM {rows} ORDER BY happened_at, key")
            for part in found.fetch_record_batch(GROUP_ROWS):
                writer.append(pa.Table.from_batches([part]).cast(schema))
            add += writer.close()
    commit_files(data / "lake" / table, arrow_schema(table), add=add, remove=[file.path for file in files])


def _worth(files: TableFiles) -> list[DataFile]:
    small = [file for file in files.plain if pq.read_metadata(file.path).num_rows < _SMALL]
    return [*files.searched, *small]
