"""The rows of one lot as they are met: whole blocks at once, or one by one, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from vouch.importers.base.source.grid import Lot, text_frame, trimmed


class Gathered:
    """Rows under `names`, not yet a lot."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._frames: list[pl.DataFrame] = []
        self._cells: list[list[str]] = []
        self._rows: list[int] = []

    def __len__(self) -> int:
        return len(self._rows)

    def block(self, cells: pl.DataFrame, last: int) -> None:
        """Takes the rows of a block, whose last is the row `last` of the file."""
        self._close()
        self._frames.append(trimmed(cells))
        self._rows += range(last - len(cells) + 1, last + 1)

    def row(self, cells: list[str], row: int) -> None:
        """Takes one row."""
        self._cells.append(cells)
        self._rows.append(row)

    def lot(self, listed: list[tuple[int, str, str, str]], position: int, footer: int = 0) -> Lot:
        """The lot they make, with what was listed on the way."""
        if self._cells or not self._frames:
            self._close()
        return Lot(pl.concat(self._frames), pl.Series("row", self._rows, dtype=pl.Int64), listed, position, footer)

    # rows met one by one come before the block, or the end, that follows them
    def _close(self) -> None:
        if self._cells or not self._frames:
            columns = list(zip(*self._cells, strict=True)) if self._cells else [()] * len(self._names)
            self._frames.append(text_frame(self._names, columns))
            self._cells = []
