"""Writes the rows of one table to Parquet files, a row group at a time, in bounded memory."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vouch.lake.files import WRITING, Layout, file_name
from vouch.lake.prints import PRINTED, Print, print_of

GROUP_ROWS = 250_000
_GROUP_BYTES = 64 * 2**20
_FILE_ROWS = 8_000_000
# words that hardly ever come twice cost a dictionary its room and give nothing back
_NO_DICTIONARY = frozenset({"key", "row_hash", "event_id", "row"})


class PartWriter:
    """Collects rows of one table and writes them to as many files as it takes; `close` gives the files."""

    def __init__(self, folder: Path, schema: pa.Schema, *, layout: Layout, batch: str, sort: bool = True) -> None:
        self._folder, self._schema, self._layout, self._batch, self._sort = folder, schema, layout, batch, sort
        self._waiting: list[pa.Table] = []
        self._writer: pq.ParquetWriter | None = None
        self._path = Path()
        self._print = Print()
        self._in_file = 0
        self._files: list[Path] = []
        self.rows = 0

    def append(self, rows: pa.Table) -> None:
        """Takes rows of the table's schema."""
        self._waiting.append(rows)
        self.rows += rows.num_rows
        held = sum(table.num_rows for table in self._waiting)
        if held >= GROUP_ROWS or sum(table.nbytes for table in self._waiting) >= _GROUP_BYTES:
            self._flush()

    def close(self) -> list[Path]:
        """Writes what is left and gives the finished files, each under a name that says what it holds."""
        self._flush()
        self._finish()
        return self._files

    def abandon(self) -> None:
        """Lets go of a file that is still open; nothing names it."""
        if self._writer is not None:
            with suppress(OSError):
                self._writer.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        rows = pa.concat_tables(self._waiting).combine_chunks()
        self._waiting = []
        if rows.num_rows == 0:
            return
        if self._sort and "happened_at" in self._schema.names:
            # row groups sorted by time let a windowed read skip most of them
            order = pc.sort_indices(rows, sort_keys=[("happened_at", "ascending"), ("row", "ascending")])
            if (np.diff(order.to_numpy()) != 1).any():  # most feeds are in order as they come
                rows = rows.take(order)
        if self._writer is None:
            self._path = self._folder / f"{WRITING}{uuid4().hex}.parquet"
            self._folder.mkdir(parents=True, exist_ok=True)
            dictionary = [name for name in self._schema.names if name not in _NO_DICTIONARY]
            self._writer = pq.ParquetWriter(
                self._path, self._schema, compression="zstd", compression_level=1, use_dictionary=dictionary
            )
        self._writer.write_table(rows, row_group_size=GROUP_ROWS)
        if all(name in self._schema.names for name in PRINTED):
            self._print += print_of(rows)
        self._in_file += rows.num_rows
        if self._in_file >= _FILE_ROWS:
            self._finish()

    def _finish(self) -> None:
        if self._writer is None:
            return
        self._writer.close()
        self._writer = None
        with self._path.open("rb") as written:
            os.fsync(written.fileno())
        number = len(self._files)
        while (path := self._folder / file_name(self._layout, self._batch, number, self._print)).exists():
            number += 1
        self._files.append(self._path.rename(path))
        self._print, self._in_file = Print(), 0
