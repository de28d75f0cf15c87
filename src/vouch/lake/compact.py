"""Lays rows down again so that reading stays quick: many small files become few, sorted by time.

Rows whose key came more than once are put apart, so that all others can be read as they lie. No row is dropped: a
batch that is taken out later must leave the rows of the others behind.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from vouch.lake.duck import connected, parquet
from vouch.lake.files import Layout
from vouch.lake.log import commit_files
from vouch.lake.order import order_of, orders
from vouch.lake.parts import GROUP_ROWS, PartWriter
from vouch.lake.shape import arrow_schema, conformed
from vouch.lake.view import look
from vouch.tables.facts import TABLES

_MEMORY = "600MB"  # the rows of one row group are held beside it, as they are written


def crowded(lake: Path) -> list[str]:
    """The tables that have many small files."""
    return [order.table for order in orders(lake) if order.crowded]


def untidy(lake: Path) -> list[str]:
    """The tables that are read quicker when laid down again: many small files, or rows out of order."""
    return [order.table for order in orders(lake) if order.worth]


def compact(data: Path, table: str) -> None:
    """Lays one table down again. The writer's lock is held and what a crash left is swept."""
    view = look(data / "lake")
    order = order_of(table, view)
    files = order.worth or list(order.small)
    if len(files) < 2 and not order.scattered:
        return
    batch = view.batches[-1].id
    with connected(data, memory=_MEMORY) as connection:
        schema = arrow_schema(table)
        source = parquet([file.path for file in files])
        halves: list[tuple[Layout, str]] = [("mixed", source)]
        if not TABLES[table].versioned:
            connection.execute(f"CREATE TEMP TABLE again AS SELECT key FROM {source} GROUP BY key HAVING count(*) > 1")
            halves = [
                ("clean", f"{source} ANTI JOIN again USING (key)"),
                ("mixed", f"{source} SEMI JOIN again USING (key)"),
            ]
        add: list[Path] = []
        for layout, rows in halves:
            writer = PartWriter(data / "lake" / table, schema, layout=layout, batch=batch, sort=False)
            found = connection.execute(f"SELECT * FROM {rows} ORDER BY happened_at")
            for part in found.fetch_record_batch(GROUP_ROWS):
                writer.append(conformed(pa.Table.from_batches([part]), schema))
            add += writer.close()
    commit_files(data / "lake" / table, schema, add=add, remove=[file.path for file in files])
