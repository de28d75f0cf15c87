"""Physical lines of a text file, and the records they make: line numbers stay those a person sees in an editor."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

import polars as pl

from vouch.domain.errors import BadInput

LINE_LIMIT = 1 << 26
"""Characters without a line end beyond which a file is no table."""
_BLOCK = 1 << 19
_RECORD_LINES, _RECORD_SIGNS = 1_000, 1 << 25

csv.field_size_limit(_RECORD_SIGNS + LINE_LIMIT)  # the module's own limit would end the file; ours lists the cell

Record = tuple[int, list[str], str | None]
"""First line, cells, and what is wrong with it."""

UNCLOSED = "a quote is opened in this row and never closed"


class _NeverClosed(Exception):
    """A quote was opened and the record does not end."""


class Lines:
    """Physical lines, counted, of which those of the present record can be put back."""

    def __init__(self, stream: io.TextIOWrapper, called: str) -> None:
        self._stream, self._called = stream, called
        self._ready: deque[str] = deque()
        self._rest, self._ended, self._quoted = "", False, False
        self.number, self.taken, self._signs = 0, list[str](), 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if not self._ready and not self._fill():
            raise StopIteration
        line = self._ready.popleft()
        self.number += 1
        self.taken.append(line)
        if len(self.taken) > 1:
            self._signs += len(line)
            if len(self.taken) > _RECORD_LINES or self._signs > _RECORD_SIGNS:
                raise _NeverClosed
        return line

    def begin(self) -> None:
        """A new record begins with the next line."""
        self.taken.clear()
        self._signs = 0

    def put_back(self) -> None:
        """All lines of the present record but its first are read again."""
        self._ready.extendleft(reversed(self.taken[1:]))
        self._quoted = True
        self.number -= len(self.taken) - 1
        del self.taken[1:]

    def unquoted(self) -> list[str]:
        """The lines at hand, where no quote is among them, so that each is a record; they count as taken."""
        if (not self._ready and not self._fill()) or self._quoted:
            return []
        lines = list(self._ready)
        self._ready.clear()
        self.number += len(lines)
        return lines

    def return_all(self, lines: list[str]) -> None:
        """Lines from `unquoted` are read again, one by one."""
        self._ready.extendleft(reversed(lines))
        self._quoted = True
        self.number -= len(lines)

    def position(self) -> int:
        """How far the file has been read, in bytes."""
        return cast(BinaryIO, self._stream.buffer).tell()

    # the last line of a block waits for the next block: it, or its line end, may go on there
    def _fill(self) -> bool:
        lines: list[str] = []
        while not lines and not self._ended:
            block = self._stream.read(_BLOCK)
            self._ended = not block
            text = self._rest + block
            lines = io.StringIO(text, newline="").readlines()
            self._rest = "" if self._ended or not lines else lines.pop()
            if len(self._rest) > LINE_LIMIT:
                raise BadInput(
                    "no_lines",
                    f"{self._called} is no table: line {self.number + 1} has more than {LINE_LIMIT:,} signs.",
                    file=self._called,
                )
            self._quoted = '"' in text
        self._ready.extend(lines)
        return bool(lines)


# a stray quote swallows the rows up to the next one: a record of several lines must be quoted by the book
def _whole(taken: list[str], separator: str) -> bool:
    try:
        return len(list(csv.reader(taken, delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False


def records(lines: Lines, separator: str) -> Iterator[Record]:
    """The records that the lines make, one by one."""
    reader = csv.reader(lines, delimiter=separator)
    while True:
        lines.begin()
        first = lines.number + 1
        try:
            cells = next(reader)
            whole = len(lines.taken) <= 1 or _whole(lines.taken, separator)
        except StopIteration:
            return
        except (_NeverClosed, csv.Error):
            cells, whole = [], False
        if whole:
            yield first, cells, None
        else:
            lines.put_back()
            reader = csv.reader(lines, delimiter=separator)
            yield first, [lines.taken[0]], UNCLOSED


def even_block(lines: Lines, separator: str, names: Sequence[str]) -> pl.DataFrame | None:
    """The cells of the lines at hand, where they hold no quote and every one is as wide as `names`; else None.

    This is the quick way through a file of the plainest sort: without quotes a record is its line, cut at each
    separator. The last cell still has its line end.
    """
    block = lines.unquoted()
    if not block:
        return None
    texts = pl.Series(block, dtype=pl.String)
    between = len(names) - 1
    even = texts.str.count_matches(separator, literal=True) == between
    if not between:  # of one column only, a line with nothing in it is no row
        even &= texts.str.contains(r"[^\r\n]")
    if even.all():
        return texts.str.split_exact(separator, between).struct.rename_fields(names).struct.unnest()
    lines.return_all(block)
    return None
