"""Rows of CSV and its relatives, whatever separator, quoting and line ends, in bounded memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from vouch.importers.base.source.check import Checked
from vouch.importers.base.source.gathered import Gathered
from vouch.importers.base.source.grid import LOT, Lot
from vouch.importers.base.source.lines import Lines, Record, even_block, records
from vouch.importers.base.words import HEADER_LIMIT, counted, excerpt, made_unique

_SEPARATORS = ",;\t|"
_HELD = 30
_STRETCH = 1_000
_LOT_BYTES = 1 << 25
"""A lot ends early when its rows are long."""


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
        with self._checked.opened() as stream:
            lines = Lines(stream, self._called)
            filled = (cells for _, cells, wrong in self._all(lines) if not wrong and any(map(str.strip, cells)))
            return [
                [cell[:HEADER_LIMIT].replace("\0", "") for cell in cells]
                for _, cells in zip(range(20), filled, strict=False)
            ]

    def lots(self, header: int, *, after: int = 0, footer: bool = False, size: int = LOT) -> Iterator[Lot]:
        """The rows below the header, lot by lot."""
        with self._checked.opened() as stream:
            lines = Lines(stream, self._called)
            filled = (
                (row, cells) for row, cells, wrong in self._all(lines) if not wrong and any(map(str.strip, cells))
            )
            below = [cells for _, (_, cells) in zip(range(header + 1 + after), filled, strict=False)]
            names = made_unique(below[header])
            yield from self._lots(lines, names, _Ragged(names, lines, footer), size)

    def _lots(self, lines: Lines, names: list[str], ragged: _Ragged, size: int) -> Iterator[Lot]:
        gathered, begun = Gathered(names), lines.position()
        one_by_one = records(lines, self.separator)
        ended = False
        while not ended:
            block = even_block(lines, self.separator, names)
            if block is not None:
                ragged.release()
                gathered.block(block, lines.number)
            else:
                ended = not self._stretch(one_by_one, len(names), ragged, gathered)
            far = lines.position() - begun > _LOT_BYTES
            if len(gathered) >= size or len(ragged.listed) >= size or (far and len(gathered)):
                yield gathered.lot(ragged.taken(), lines.position())
                gathered, begun = Gathered(names), lines.position()
        footer = ragged.end()
        yield gathered.lot(ragged.taken(), self.size, footer)

    # some records read with care: False when the file has ended
    def _stretch(self, one_by_one: Iterator[Record], width: int, ragged: _Ragged, gathered: Gathered) -> bool:
        for _ in range(_STRETCH):
            record = next(one_by_one, None)
            if record is None:
                return False
            row, cells, wrong = record
            if len(cells) == width and not wrong:
                ragged.release()
            elif (mended := ragged.take(row, cells, wrong)) is not None:
                cells = mended
            else:
                continue
            gathered.row(cells, row)
        return True

    def _all(self, lines: Lines) -> Iterator[Record]:
        if self._skip_first:
            next(lines, None)
        return records(lines, self.separator)

    def _sniffed(self) -> str:
        with self._checked.opened() as stream:
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

    def __init__(self, names: Sequence[str], lines: Lines, footer: bool) -> None:
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
        self.release()
        if len(self._lines.taken) > 1:
            self._lines.put_back()
            wrong = wrong or "a quote is opened in this row and the cells after it do not fit the header"
        self._list(row, self._lines.taken[0] if self._lines.taken else cells[0], wrong, len(cells))
        return None

    def release(self) -> None:
        """What was held back is no footer: a row came after it."""
        if self.held:
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
