"""Rows of JSON lines, of a JSON array, and of an object that holds one; never the whole file in memory."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from vouch.domain.errors import BadInput
from vouch.importers.base.source.check import Checked
from vouch.importers.base.source.grid import LOT, Lot
from vouch.importers.base.source.lines import LINE_LIMIT
from vouch.importers.base.source.records import Met, lots_of, names_of
from vouch.importers.base.words import excerpt

_BLOCK = 1 << 20
_SPACE = " \t\r\n\ufeff"
_HOLDERS = ("records", "data", "results", "tickets", "users", "organizations", "responses", "items", "events", "rows")

Spread = Callable[[dict[str, Any]], list[dict[str, Any]]]
"""One record of the file as the records it holds."""


class JsonRecords:
    """A file of JSON records. `spread` may unpack records that hold others; `fields` may first come far down."""

    sheet: str | None = None
    serials = False

    def __init__(self, checked: Checked, called: str) -> None:
        self._checked, self._called = checked, called
        self.spread: Spread | None = None
        self.fields: tuple[str, ...] = ()
        self._array = self._is_array()

    @property
    def size(self) -> int:
        return self._checked.size

    def head(self) -> list[list[str]]:
        """The field names of the first records, and those that are known to come."""
        sample = [record for (_, record, *_), _ in zip(self._met(), range(500), strict=False) if record is not None]
        if not sample:
            raise BadInput(
                "no_records",
                f"{self._called} holds no JSON records: neither a list of objects nor one object a line. "
                "If it is a table of another sort, let its name say so (.csv, .xlsx).",
                file=self._called,
            )
        return [list(dict.fromkeys((*names_of(sample), *self.fields)))]

    def lots(self, header: int, *, after: int = 0, footer: bool = False, size: int = LOT) -> Iterator[Lot]:
        """All records, lot by lot."""
        yield from lots_of(self._met(), self.head()[0], size)

    def _met(self) -> Iterator[Met]:
        met = _from_array if self._array else _from_lines
        with self._checked.opened() as stream:
            for row, record, wrong, begins, position in met(stream, self._called):
                if record is None or self.spread is None:
                    yield row, record, wrong, begins, position
                else:
                    for each in self.spread(record):
                        yield row, each, wrong, begins, position

    # JSON lines hold a whole record on their first line; a file that opens a list, or an object with one, does not
    def _is_array(self) -> bool:
        with self._checked.opened() as stream:
            for line in iter(lambda: stream.readline(LINE_LIMIT), ""):
                if text := line.strip(_SPACE):
                    break
            else:
                return False
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return text[0] == "[" or (text[0] == "{" and self._holds_list())
        return isinstance(value, list) or (isinstance(value, dict) and _holder(value) is not None)

    def _holds_list(self) -> bool:
        with self._checked.opened() as stream:
            window = _Window(stream, self._called)
            try:
                window.sign()
                _enter(window)
            except (ValueError, BadInput):
                return False
        return True


def _holder(value: dict[str, Any]) -> str | None:
    return next((name for name in _HOLDERS if isinstance(value.get(name), list)), None)


def _from_lines(stream: io.TextIOWrapper, called: str) -> Iterator[Met]:
    for row, line in enumerate(iter(lambda: stream.readline(LINE_LIMIT), ""), start=1):
        if len(line) == LINE_LIMIT:
            raise BadInput("no_lines", f"{called}: line {row} is longer than {LINE_LIMIT:,} characters.", file=called)
        text = line.strip(_SPACE)
        if not text:
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            record = None
        wrong = "" if isinstance(record, dict) else "the line is not a JSON record"
        yield row, record if not wrong else None, wrong, excerpt(text) if wrong else "", _tell(stream)


class _Window:
    """A sliding piece of the text, with the number of the line it has come to."""

    def __init__(self, stream: io.TextIOWrapper, called: str) -> None:
        self.stream, self.called, self.text, self.at, self.line, self.done = stream, called, "", 0, 1, False

    def more(self) -> bool:
        block = self.stream.read(max(_BLOCK, len(self.text)))
        self.done = not block
        self.text, self.at = self.text[self.at :] + block, 0
        if len(self.text) > LINE_LIMIT:
            raise BadInput("no_records", f"{self.called} is not a list of JSON records.", file=self.called)
        return not self.done

    def sign(self) -> str:
        """The next sign that is no space, left where it is; '' at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in _SPACE:
                self.line += self.text[self.at] == "\n"
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """The next value. Raises ValueError where there is none."""
        self.sign()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
                if end < len(self.text) or self.done or isinstance(value, dict | list | str):
                    self.line += self.text.count("\n", self.at, end)
                    self.at = end
                    return value
            except RecursionError as error:
                raise ValueError("too deep") from error
            except ValueError:
                if self.done:
                    raise
            self.more()


_DECODER = json.JSONDecoder()


def _tell(stream: io.TextIOWrapper) -> int:
    return cast(BinaryIO, stream.buffer).tell()


def _from_array(stream: io.TextIOWrapper, called: str) -> Iterator[Met]:
    window = _Window(stream, called)
    try:
        if window.sign() == "{":
            _enter(window)
        if window.sign() != "[":
            raise ValueError("no list")
    except ValueError as error:
        sentence = f"{called} is JSON, but not a list of records, nor an object with a list under 'records' or 'data'."
        raise BadInput("no_records", sentence, file=called) from error
    window.at += 1
    yield from _elements(window)


# rows are lines where each record begins on a line of its own, else places in the list
def _elements(window: _Window) -> Iterator[Met]:
    place, last_line, by_line = 0, 0, True
    while window.sign() not in ("]", ""):
        if window.sign() == ",":
            window.at += 1
            continue
        place, line = place + 1, window.line
        by_line = by_line and line > last_line
        last_line = line
        row = line if by_line else place
        try:
            value = window.value()
        except ValueError:
            rest = excerpt(window.text[window.at : window.at + 80])
            yield row, None, "the file breaks off here or is not JSON from here on", rest, _tell(window.stream)
            return
        wrong = "" if isinstance(value, dict) else "this is not a record"
        yield row, value if not wrong else None, wrong, excerpt(value) if wrong else "", _tell(window.stream)
    if window.sign() == "":
        yield last_line + 1, None, "the file breaks off here", "", _tell(window.stream)


def _enter(window: _Window) -> None:
    """Goes on to the list of records inside an object."""
    window.at += 1
    while window.sign() not in ("}", ""):
        if window.sign() == ",":
            window.at += 1
            continue
        key = window.value()
        if window.sign() != ":":
            raise ValueError("no field")
        window.at += 1
        if window.sign() == "[" and key in _HOLDERS:
            return
        window.value()
    raise ValueError("no list")
