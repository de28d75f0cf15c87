"""Rows of CSV and its relatives, whatever separator, quoting and line ends, in bounded memory."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

import polars as pl

from vouch.domain.errors import BadInput
from vouch.importers.base.source.check import Checked
from vouch.importers.base.source.grid import LOT, Lot, text_frame
from vouch.importers.base.words import HEADER_LIMIT, counted, excerpt, made_unique

LINE_LIMIT = 1 << 26
"""Characters without a line end beyond which a file is no table."""
_RECORD_LINES, _RECORD_SIGNS = 1_000, 1 << 25
_SEPARATORS = ",;\t|"
_HELD = 30

csv.field_size_limit(_RECORD_SIGNS + LINE_LIMIT)  # the module's own limit would end the file; ours lists the cell


class _NeverClosed(Exception):
    """A quote was opened and the record does not end."""


class _Lines:
    """Physical lines, counted, of which those of the present record can be put back."""

    def __init__(self, stream: io.TextIOBase, called: str) -> None:
        self._stream, self._called = stream, called
        self._back: deque[str] = deque()
        self.number, self.taken, self._signs = 0, list[str](), 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._stream.readline(LINE_LIMIT)
        if not line:
            raise StopIteration
        self.number += 1
        taken = self.taken
        taken.append(line)
        if len(taken) > 1:
            self._signs += len(line)
            if len(taken) > _RECORD_LINES or self._signs > _RECORD_SIGNS:
                raise _NeverClosed
        elif len(line) == LINE_LIMIT:
            raise BadInput(
                "no_lines",
                f"{self._called} is no table: line {self.number} has more than {LINE_LIMIT:,} characters.",
                file=self._called,
            )
        return line

    def begin(self) -> None:
        """A new record begins with the next line."""
        self.taken.clear()
        self._signs = 0

    def put_back(self) -> None:
        """All lines of the present record but its first are read again."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]


# a stray quote swallows the rows up to the next one: a record of several lines must be quoted by the book
def _whole(taken: list[str], separator: str) -> bool:
    try:
        return len(list(csv.reader(taken, delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False


Record = tuple[int, list[str], str | None]
"""First line, cells, and what is wrong with it."""


def _records(lines: _Lines, separator: str) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        lines.begin()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_NeverClosed, csv.Error):
            lines.put_back()
            reader = csv.reader(lines, delimiter=separator)
            yield first, [lines.taken[0]], "a quote is opened in this row and never closed"
            continue
        if len(lines.taken) > 1 and not _whole(lines.taken, separator):
            lines.put_back()
            reader = csv.reader(lines, delimiter=separator)
            yield first, [lines.taken[0]], "a quote is opened in this row and never closed"
            continue
        yield first, cells, None


class Delimited:
    """A CSV file, or one with another separator."""

    sheet: str | None = None
    serials = False

    def __init__(self, checked: Checked, called: str) -> None:
        self._checked, self._called = checked, called
        self._skip_first = False
        self.separator = self._sniffed()

    @property
    def size(self) -> int:
        return self._checked.size

    def head(self) -> list[list[str]]:
        """The first 20 records that are not empty."""
        with self._open() as stream:
            records = (cells for _, cells, wrong in self._all(stream) if not wrong and any(map(str.strip, cells)))
            return [[cell[:HEADER_LIMIT] for cell in cells] for _, cells in zip(range(20), records, strict=False)]

    def lots(self, header: int, *, after: int = 0, footer: bool = False, size: int = LOT) -> Iterator[Lot]:
        """The rows below the header, lot by lot."""
        with self._open() as stream:
            lines = _Lines(stream, self._called)
            records = self._all(stream, lines)
            filled = ((row, cells) for row, cells, wrong in records if not wrong and any(map(str.strip, cells)))
            below = [cells for _, (_, cells) in zip(range(header + 1 + after), filled, strict=False)]
            names = made_unique(below[header])
            ragged = _Ragged(names, lines, footer)
            yield from self._lots(stream, records, names, ragged, size)

    def _lots(
        self, stream: io.TextIOWrapper, records: Iterator[Record], names: list[str], ragged: _Ragged, size: int
    ) -> Iterator[Lot]:
        width, cells_of, rows = len(names), list[list[str]](), list[int]()
        for row, cells, wrong in records:
            if len(cells) == width and not wrong:
                if ragged.held:
                    ragged.release()
                cells_of.append(cells)
                rows.append(row)
                if len(rows) >= size:
                    yield _lot(names, cells_of, rows, ragged.taken(), _tell(stream))
                    cells_of, rows = [], []
            elif (mended := ragged.take(row, cells, wrong)) is not None:
                cells_of.append(mended)
                rows.append(row)
            elif len(ragged.listed) >= size:
                yield _lot(names, cells_of, rows, ragged.taken(), _tell(stream))
                cells_of, rows = [], []
        footer = ragged.end()
        yield _lot(names, cells_of, rows, ragged.taken(), self.size, footer)

    def _all(self, stream: io.TextIOWrapper, lines: _Lines | None = None) -> Iterator[Record]:
        lines = lines or _Lines(stream, self._called)
        if self._skip_first:
            next(lines, None)
        return _records(lines, self.separator)

    def _open(self) -> io.TextIOWrapper:
        return self._checked.path.open(encoding=self._checked.encoding, errors="replace", newline="")

    def _sniffed(self) -> str:
        with self._open() as stream:
            sample = stream.read(1 << 16)
        first, _, _ = sample.partition("\n")
        if first.strip().lower() in {f"sep={sign}" for sign in _SEPARATORS}:  # how Excel is told
            self._skip_first = True
            return "\t" if "\t" in first else first.strip()[4]
        if "\n" in sample and len(sample) == 1 << 16:
            sample = sample[: sample.rindex("\n")]
        return max(_SEPARATORS, key=lambda sign: _fit(sample, sign))


# the separator under which most of the first records are as wide as the widest that repeats
def _fit(sample: str, separator: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if any(map(str.strip, cells)):
                widths.append(len(cells))
            if len(widths) >= 50:
                break
    except csv.Error:
        return (0.0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0.0, 1)
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    return (wide.count(usual) / len(widths), usual)


class _Ragged:
    """What becomes of rows that are not as wide as the header."""

    def __init__(self, names: Sequence[str], lines: _Lines, footer: bool) -> None:
        self._names, self._lines, self._footer = names, lines, footer
        self.held: list[tuple[int, str]] = []
        self.listed: list[tuple[int, str, str, str]] = []

    def take(self, row: int, cells: list[str], wrong: str | None) -> list[str] | None:
        """The row made whole, or None when it is empty, held back as a footer, or listed."""
        width = len(self._names)
        if not wrong and not any(map(str.strip, cells)):
            return None
        if not wrong and len(cells) > width and not any(map(str.strip, cells[width:])):
            return cells[:width]
        if self._footer and not wrong and len(cells) == 1 and len(self.held) < _HELD:
            self.held.append((row, cells[0]))
            return None
        if self.held:
            self.release()
        if len(self._lines.taken) > 1:
            self._lines.put_back()
            wrong = wrong or "a quote is opened in this row and the cells after it do not fit the header"
        self._list(row, self._lines.taken[0] if self._lines.taken else cells[0], wrong, len(cells))
        return None

    def release(self) -> None:
        """What was held back is no footer: a row came after it."""
        for row, cell in self.held:
            self._list(row, cell, None, 1)
        self.held = []

    def end(self) -> int:
        """The file has ended: what is held back is its footer. Gives the number of its lines."""
        lines, self.held = len(self.held), []
        return lines

    def taken(self) -> list[tuple[int, str, str, str]]:
        """What was listed since the last time."""
        listed, self.listed = self.listed, []
        return listed

    def _list(self, row: int, text: str, wrong: str | None, width: int) -> None:
        reason = wrong or f"the row has {counted(width, 'cell')} where the header has {len(self._names)}"
        self.listed.append((row, "", reason, excerpt(text.rstrip("\r\n"))))


def _lot(
    names: list[str],
    cells: list[list[str]],
    rows: list[int],
    listed: list[tuple[int, str, str, str]],
    position: int,
    footer: int = 0,
) -> Lot:
    columns: Sequence[Sequence[str]] = list(zip(*cells, strict=True)) if cells else [()] * len(names)
    return Lot(text_frame(names, columns), pl.Series("row", rows, dtype=pl.Int64), listed, position, footer)


def _tell(stream: io.TextIOWrapper) -> int:
    return cast(BinaryIO, stream.buffer).tell()
