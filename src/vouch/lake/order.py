"""How well the files of a table serve reading: few and large, and each part of them a short stretch of time.

A file is read a row group at a time, and a question about the last months passes over every group that ends before
them. Where each group covers all of time, nothing can be passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from vouch.lake.files import DataFile
from vouch.lake.view import TableFiles, View, look

SMALL = 2_000_000
"""Files with fewer rows are laid together."""
MANY = 40
"""More files of a table than this are worth laying together."""
GROUPS = 8
"""Of fewer row groups than this it does not matter in which order they are."""
WIDE = 0.25
"""A row group that covers more than this share of a table's time is wide."""
WIDEST = 6
"""Rows in order leave three such groups at most, for some may be of long ago; a table is laid in two halves."""


@dataclass(frozen=True)
class Order:
    """The files of one table: how many, how many rows and bytes, and which of them are better laid down again.

    `small`: too small, or searched for repeated keys. `scattered`: their rows are not in order of time.
    """

    table: str
    files: int
    rows: int
    size: int
    small: Sequence[DataFile]
    scattered: Sequence[DataFile]

    @property
    def crowded(self) -> bool:
        """Whether there are many small files."""
        return len(self.small) > MANY

    @property
    def worth(self) -> list[DataFile]:
        """The files that laying down again would take; none where nothing would be gained."""
        names = {file.name for file in self.small}
        further = [file for file in self.scattered if file.name not in names]
        both = [*self.small, *further] if self.crowded or self.scattered else []
        return both if len(both) > 1 or self.scattered else []


def orders(lake: Path) -> list[Order]:
    """The order of each table that has files."""
    view = look(lake)
    return [order_of(name, view) for name in view.tables]


def order_of(table: str, view: View) -> Order:
    """The order of one table."""
    files = view.tables.get(table, TableFiles())
    every = [*files.searched, *files.plain]
    footers = {file.name: pq.read_metadata(file.path) for file in every}
    return Order(
        table=table,
        files=len(every),
        rows=sum(footer.num_rows for footer in footers.values()),
        size=sum(file.path.stat().st_size for file in every),
        small=[*files.searched, *(file for file in files.plain if footers[file.name].num_rows < SMALL)],
        scattered=_scattered(every, footers),
    )


def _scattered(files: Sequence[DataFile], footers: dict[str, pq.FileMetaData]) -> list[DataFile]:
    spans = {name: _spans(footer) for name, footer in footers.items()}
    every = [span for of_file in spans.values() for span in of_file]
    if len(every) < GROUPS:
        return []
    first, last = min(span[0] for span in every), max(span[1] for span in every)
    whole = (last - first).total_seconds()
    wide = {
        name: sum((end - begin).total_seconds() > WIDE * whole for begin, end in of_file)
        for name, of_file in spans.items()
    }
    return [file for file in files if wide[file.name]] if sum(wide.values()) > WIDEST else []


def _spans(footer: pq.FileMetaData) -> list[tuple[datetime, datetime]]:
    """From when until when each row group tells; of those that say."""
    names = [footer.schema.column(index).name for index in range(footer.num_columns)]
    if "happened_at" not in names:
        return []
    at = names.index("happened_at")
    found = [footer.row_group(group).column(at).statistics for group in range(footer.num_row_groups)]
    return [(told.min, told.max) for told in found if told is not None and told.has_min_max]
