"""Takes one batch into the lake: rows first, to files that nothing names yet; then one commit a table; its row last."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa

from vouch.domain.errors import Fault
from vouch.lake.batches import Batch, Head, Summary, add_batch, read_batches
from vouch.lake.log import commit_files
from vouch.lake.parts import PartWriter
from vouch.lake.repeats import files_with_repeats
from vouch.lake.shape import arrow_schema, conformed
from vouch.tables.facts import ENVELOPE, TABLES

_FILLED = frozenset(column.name for column in ENVELOPE if column.required)


class BatchWriter:
    """One batch on its way in. Nothing it wrote is seen before `commit` returns."""

    def __init__(self, data: Path, head: Head) -> None:
        self._data, self._lake, self.head = data, data / "lake", head
        self._parts: dict[str, PartWriter] = {}
        self.committed = False

    def append(self, table: str, rows: pl.DataFrame | pa.Table) -> None:
        """Takes facts of `table`: its own columns and those of the envelope; own columns left out are empty.

        Raises Fault for a column that neither has, and for an envelope column that is left out.
        """
        arrow = rows.to_arrow() if isinstance(rows, pl.DataFrame) else rows
        if arrow.num_rows:
            self._part(table).append(_shaped(table, arrow, self.head.id))

    def reject(self, rejects: pl.DataFrame | pa.Table) -> None:
        """Takes rows that were not read: file, row, column, reason, value_excerpt."""
        self.append("rejects", rejects)

    def commit(self, summary: Summary) -> Batch:
        """Makes the batch exist and gives its row."""
        if self.committed:
            raise Fault(f"batch {self.head.id} was finished before")
        files = {table: part.close() for table, part in self._parts.items()}
        repeats: Mapping[str, list[str]] = files_with_repeats(self._data, files)
        for table, paths in files.items():
            commit_files(self._lake / table, arrow_schema(table), add=paths)
        known = read_batches(self._lake / "batches")
        batch = Batch(
            **vars(self.head),
            seq=max((batch.seq for batch in known), default=0) + 1,
            **vars(summary),
            counts={table: part.rows for table, part in self._parts.items() if table in TABLES},
            repeats=repeats,
        )
        add_batch(self._lake / "batches", batch)
        self.committed = True
        return batch

    def abandon(self) -> None:
        """Lets go of files that are still open; what was written is swept."""
        for part in self._parts.values():
            part.abandon()

    def _part(self, table: str) -> PartWriter:
        if table not in self._parts:
            schema = arrow_schema(table)
            self._parts[table] = PartWriter(self._lake / table, schema, layout="part", batch=self.head.id)
        return self._parts[table]


def _shaped(table: str, rows: pa.Table, batch: str) -> pa.Table:
    schema = arrow_schema(table)
    given = set(rows.column_names)
    if unknown := given - set(schema.names):
        raise Fault(f"{table} has no column {', '.join(sorted(unknown))}")
    if missing := (_FILLED & set(schema.names)) - given - {"batch"}:
        raise Fault(f"facts of {table} came without {', '.join(sorted(missing))}")
    named = pa.repeat(pa.scalar(batch, pa.string()), rows.num_rows)
    return conformed(rows.drop_columns(["batch"] if "batch" in given else []).append_column("batch", named), schema)
