"""How is a table written? As CSV in UTF-8, counted, with one row for each thing that happened."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path


def header(name: str) -> tuple[str, ...]:
    """The header of an export that is not one of our own tables, as its tool writes it."""
    return _headers()[name]


@cache
def _headers() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("headers.csv").read_text(encoding="utf-8")
    return {name: tuple(columns) for name, *columns in csv.reader(StringIO(text))}


class Sheet:
    """One CSV file that is being written."""

    def __init__(
        self,
        folder: Path,
        name: str,
        header: Sequence[str],
        stack: ExitStack,
        *,
        quoted: bool = False,
        bom: bool = False,
    ) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = stack.enter_context(path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline=""))
        self.name, self.rows, self._header = name, 0, tuple(header)
        self._known = frozenset(header)
        self._writer = csv.writer(
            handle, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
        )  # fmt: skip
        self._writer.writerow(self._header)

    def add(self, row: Mapping[str, object]) -> None:
        """One row; columns that are not given stay empty.

        Raises KeyError for a column the file does not have.
        """
        if not self._known.issuperset(row):
            raise KeyError(f"{self.name} has no column {sorted(set(row) - self._known)}")
        self._writer.writerow([_cell(row.get(column)) for column in self._header])
        self.rows += 1


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat() + "Z"
    return value


def at(day: date, number: int, *, hour: int = 7) -> datetime:
    """A moment of that working day, not before that hour; the number tells events of one day apart.

    >>> at(date(2026, 11, 20), 3)
    datetime.datetime(2026, 11, 20, 8, 51)
    """
    return datetime.combine(day, time(hour)) + timedelta(minutes=(number * 37) % 240)


def counted(sheets: Iterable[Sheet]) -> dict[str, int]:
    """Rows by file, without the header."""
    return {sheet.name: sheet.rows for sheet in sheets}
