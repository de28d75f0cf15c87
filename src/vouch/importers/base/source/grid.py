"""What every kind of file looks like to the rest: a header and lots of rows, all cells as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

LOT = 50_000
"""Rows that are turned into columns at once."""

CELL_LIMIT = 1_000_000
"""Characters in a cell beyond which it is listed as not read."""


@dataclass(frozen=True)
class Reject:
    """A row, or one cell of it, that was not read: where, which column, why, and how the cell begins."""

    file: str
    row: int
    column: str
    reason: str
    value_excerpt: str


@dataclass(frozen=True)
class Lot:
    """Some rows: a frame of text columns named like the headers (empty cells are null), and the row numbers.

    `listed` are rows that could not even be split into cells, as (row, column, reason, excerpt). `position` is how
    far into the file this reaches, in bytes of what `Grid.size` counts.
    """

    frame: pl.DataFrame
    rows: pl.Series
    listed: list[tuple[int, str, str, str]] = field(default_factory=list)
    position: int = 0
    footer: int = 0

    @property
    def read(self) -> int:
        """Rows met, those listed among them."""
        return len(self.rows) + len({row for row, *_ in self.listed})


class Grid(Protocol):
    """One table in a file: a CSV, a sheet of a workbook, a list of JSON records."""

    sheet: str | None
    serials: bool
    """Whether a bare number in a date column may be a spreadsheet's day number."""

    @property
    def size(self) -> int:
        """How much there is to read, in bytes or another unit that `Lot.position` grows towards."""
        ...

    def head(self) -> list[list[str]]:
        """The first records as text, at most 20; where records have named fields, only their names."""
        ...

    def lots(self, header: int, *, after: int = 0, footer: bool = False, size: int = LOT) -> Iterator[Lot]:
        """The rows below the record at place `header` of `head()` and `after` more, again from the start each time.

        With `footer`, lines of one cell at the end are left out and counted.
        """
        ...


def text_frame(names: Sequence[str], columns: Sequence[Sequence[str | None]]) -> pl.DataFrame:
    """Columns of text as a frame: trimmed, empty cells null.

    >>> text_frame(["a"], [[" x ", ""]])["a"].to_list()
    ['x', None]
    """
    frame = pl.DataFrame([_series(name, cells) for name, cells in zip(names, columns, strict=True)])
    return trimmed(frame)


def trimmed(frame: pl.DataFrame) -> pl.DataFrame:
    """Text columns without space around their cells; empty cells become null."""
    stripped = pl.all().str.strip_chars()
    return frame.with_columns(pl.when(stripped != "").then(stripped)) if frame.width else frame


def _series(name: str, cells: Sequence[str | None]) -> pl.Series:
    try:
        return pl.Series(name, cells, dtype=pl.String)
    except UnicodeEncodeError:  # half of a surrogate pair, from a JSON escape
        whole = [cell if cell is None else cell.encode("utf-8", "replace").decode() for cell in cells]
        return pl.Series(name, whole, dtype=pl.String)
