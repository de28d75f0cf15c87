"""Writes rows to a file of a kind, every cell typed, nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from vouch.domain.errors import BadInput
from vouch.program.findings.columns import Cell
from vouch.runs.taken.rows import Head
from vouch.runs.written import neutral

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
"""The kinds of file, by their ending, and what a browser is told of each."""
MOST_ROWS = {"xlsx": 1_048_575}
"""Rows that a kind has room for, where it has no room for all."""
_AT_ONCE = 5000
Rows = Iterable[Sequence[Cell]]
Tell = Callable[[int], object]


def write(path: Path, kind: str, heads: Sequence[Head], rows: Rows, *, tell: Tell = lambda _count: None) -> int:
    """Write the rows; returns how many. `tell` is told now and then how many are written, and may stop it by raising.

    Numbers, days and yes or no are such in the file, not text: in CSV as 1.5, 2026-11-22 and yes. Text that a
    spreadsheet would take for a formula gets an apostrophe before it, but not in Parquet, which no spreadsheet runs.

    Raises BadInput for a kind of file that is not known, or has no room for so many.
    """
    if kind not in KINDS:
        raise BadInput("bad_file", f"This list comes as {', '.join(KINDS)}, not as “{kind[:20]}”.", kind=kind)
    return _WRITERS[kind](path, heads, _counted(rows, tell))


def _counted(rows: Rows, tell: Tell) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows):
        if number % 500 == 0:
            tell(number)
        yield row


def _csv(path: Path, heads: Sequence[Head], rows: Iterator[Sequence[Cell]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([head.name for head in heads])
        for row in rows:
            writer.writerow([_plain(cell) for cell in row])
            count += 1
    return count


def _plain(cell: Cell) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell.isoformat() if isinstance(cell, dt.date) else neutral(cell)


def _xlsx(path: Path, heads: Sequence[Head], rows: Iterator[Sequence[Cell]]) -> int:
    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    count = 0
    with path.open("wb") as file, xlsxwriter.Workbook(file, plain) as book:
        sheet, bold = book.add_worksheet("Vouch"), book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head.name, bold)
            sheet.set_column(place, place, 24 if head.type == "text" else 14)
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS["xlsx"]:
                raise BadInput("too_many_rows", "A sheet of XLSX ends at 1,048,576 rows. Take CSV or Parquet.")
            for place, cell in enumerate(row):
                if isinstance(cell, bool):
                    sheet.write_boolean(count, place, cell)
                elif isinstance(cell, dt.date):
                    sheet.write_datetime(count, place, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                elif isinstance(cell, int | float):
                    sheet.write_number(count, place, cell)
                elif cell:
                    sheet.write_string(count, place, str(neutral(cell))[:32_767])
    return count


_TYPES = {"text": pa.string(), "number": pa.float64(), "day": pa.date32(), "yes": pa.bool_()}


def _parquet(path: Path, heads: Sequence[Head], rows: Iterator[Sequence[Cell]]) -> int:
    schema = pa.schema([(head.name, _TYPES[head.type]) for head in heads])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(rows, _AT_ONCE)):
            columns = [
                pa.array([_typed(row[place], head.type) for row in part], _TYPES[head.type])
                for place, head in enumerate(heads)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(part)
    return count


def _typed(cell: Cell, type_: str) -> Any:
    return float(cell) if type_ == "number" and isinstance(cell, int | float) else cell


_WRITERS: dict[str, Callable[[Path, Sequence[Head], Iterator[Sequence[Cell]]], int]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
}
