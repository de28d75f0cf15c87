"""Rows of the sheets of an XLSX workbook, after making sure that unpacking it is safe."""

from __future__ import annotations

import warnings
import zipfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from typing import Any

import polars as pl
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from vouch.domain.errors import BadInput
from vouch.importers.base.source.check import Checked
from vouch.importers.base.source.grid import LOT, Lot, text_frame
from vouch.importers.base.words import HEADER_LIMIT, made_unique

UNPACKED_LIMIT = 2_000_000_000
SHARED_LIMIT = 400_000_000
"""The shared texts of a workbook are held in memory."""
RATIO_LIMIT = 200
_SMALL = 20_000_000
_PARTS_LIMIT = 10_000


def guard(checked: Checked, called: str) -> None:
    """Looks at what a workbook says it unpacks to, without unpacking it.

    Raises BadInput for a file that would grow beyond all measure, or is no workbook.
    """
    try:
        with zipfile.ZipFile(checked.path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadInput("no_workbook", f"{called} is damaged: it is no whole ZIP file.", file=called) from error
    unpacked = sum(part.file_size for part in parts)
    shared = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    bomb = unpacked > _SMALL and unpacked > RATIO_LIMIT * max(checked.size, 1)
    if bomb or unpacked > UNPACKED_LIMIT or shared > SHARED_LIMIT or len(parts) > _PARTS_LIMIT:
        raise BadInput(
            "zip_bomb",
            f"{called} would unpack from {checked.size / 1e6:,.1f} MB to {unpacked / 1e6:,.0f} MB; it was not opened. "
            "If it is a real workbook, save its sheets as CSV.",
            file=called,
        )
    if not any(part.filename.startswith("xl/") for part in parts):
        raise BadInput("no_workbook", f"{called} is a ZIP file, but not an Excel workbook.", file=called)


@contextmanager
def _opened(checked: Checked, called: str) -> Iterator[Any]:
    book = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles it does not know
            book = load_workbook(checked.path, read_only=True, data_only=True, keep_links=False)
            yield book
    except BadInput:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError) as error:
        raise BadInput("no_workbook", f"{called} is a damaged Excel workbook: {error}.", file=called) from error
    finally:
        if book is not None:
            book.close()


def sheets(checked: Checked, called: str) -> list[Sheet]:
    """The sheets of a workbook that have any cell."""
    guard(checked, called)
    with _opened(checked, called) as book:
        names = [sheet.title for sheet in book.worksheets]
    found = [Sheet(checked, called, name) for name in names]
    return [sheet for sheet in found if sheet.head()]


class Sheet:
    """One sheet of a workbook."""

    serials = True

    def __init__(self, checked: Checked, called: str, sheet: str) -> None:
        self._checked, self._called = checked, called
        self.sheet: str | None = sheet
        self._rows = 0

    @property
    def size(self) -> int:
        return max(self._rows, 1)

    def head(self) -> list[list[str]]:
        """The first 20 rows that are not empty, each at least as wide as the one below it.

        Surveys write a second line of headers, and leave cells of the first one empty.
        """
        rows = ([(cell or "")[:HEADER_LIMIT] for cell in cells] for _, cells in self._filled())
        head = [_cut(cells) for _, cells in zip(range(20), rows, strict=False)]
        return [
            cells + [""] * (len(below) - len(cells))
            for cells, below in zip_longest(head, head[1:], fillvalue=list[str]())
        ]

    def lots(self, header: int, *, after: int = 0, footer: bool = False, size: int = LOT) -> Iterator[Lot]:
        """The rows below the header, lot by lot."""
        filled = self._filled()
        deque(islice(filled, header + 1 + after), maxlen=0)
        names = made_unique(self.head()[header])
        width, cells_of, rows, held = len(names), list[list[str | None]](), list[int](), list[tuple[int, str]]()
        listed: list[tuple[int, str, str, str]] = []
        for row, cells in filled:
            if footer and width > 1 and not any(cells[1:]) and len(held) < 30:
                held.append((row, cells[0] or ""))
                continue
            listed += [(at, "", f"the row has 1 cell where the header has {width}", text) for at, text in held]
            held = []
            if any(cells[width:]):
                spare = str(next(cell for cell in cells[width:] if cell))
                listed.append((row, "", f"the row has cells beyond the {width} of the header", spare[:80]))
                continue
            cells_of.append((cells + [None] * (width - len(cells)))[:width])
            rows.append(row)
            if len(rows) >= size:
                yield self._lot(names, cells_of, rows, listed)
                cells_of, rows, listed = [], [], []
        yield self._lot(names, cells_of, rows, listed, len(held))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that has a cell, as text, with its number as a spreadsheet counts."""
        for row, cells in self._filled():
            yield row, [cell or "" for cell in cells]

    def _lot(
        self,
        names: list[str],
        cells: list[list[str | None]],
        rows: list[int],
        listed: list[tuple[int, str, str, str]],
        footer: int = 0,
    ) -> Lot:
        columns = list(zip(*cells, strict=True)) if cells else [()] * len(names)
        last = rows[-1] if rows else self.size
        return Lot(text_frame(names, columns), pl.Series("row", rows, dtype=pl.Int64), listed, last, footer)

    def _filled(self) -> Iterator[tuple[int, list[str | None]]]:
        with _opened(self._checked, self._called) as book:
            sheet = book[self.sheet]
            sheet.reset_dimensions()  # a sheet may claim a million columns
            row = 0
            for row, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells = [_text(value) for value in values]
                if any(cells):
                    yield row, cells
            self._rows = max(self._rows, row)


def _cut(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        whole_day = value.time() == time(0)
        return value.date().isoformat() if whole_day else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    return str(value)
