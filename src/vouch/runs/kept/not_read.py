"""Which rows of a batch were not read, and why?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from vouch.lake.store import Lake
from vouch.runs.written.neutral import neutral

COLUMNS = ("file", "row", "column", "reason", "value_excerpt")


@dataclass(frozen=True, kw_only=True)
class NotRead:
    """A row (or, where `column` is filled in, perhaps only that cell of it) that was not read."""

    file: str
    row: int
    column: str
    reason: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Some rows not read: a page of them, how many fit in all, and the columns that have any, with their counts."""

    rows: Sequence[NotRead]
    total: int
    columns: Sequence[tuple[str, int]]


def not_read(
    data: Path, batch: str, *, column: str | None = None, search: str = "", skip: int = 0, limit: int = 100
) -> Rows:
    """The rows of a batch that were not read, in the file's order.

    `column`: only those of that column ("" for whole rows); `search`: only those whose reason or value has these
    letters. At most `limit` after the first `skip`.
    """
    every = Lake(data).rejects(batch)
    counts = pc.value_counts(pc.fill_null(every.column("column"), "")).to_pylist()
    found = _filtered(every, column, search)
    return Rows(
        rows=[_row(one) for one in found.slice(skip, limit).to_pylist()],
        total=found.num_rows,
        columns=sorted(((one["values"], one["counts"]) for one in counts), key=lambda pair: (-pair[1], pair[0])),
    )


def not_read_of_row(data: Path, batch: str, row: int) -> list[NotRead]:
    """What of one row was not read, and why."""
    every = Lake(data).rejects(batch)
    return [_row(one) for one in every.filter(pc.equal(every.column("row"), row)).to_pylist()]


def lines(data: Path, batch: str, *, column: str | None = None, search: str = "") -> Iterator[str]:
    """The same rows as the lines of a CSV file, with its header; no cell can be taken for a formula."""
    yield _line(COLUMNS)
    for part in _filtered(Lake(data).rejects(batch), column, search).to_batches(1000):
        for one in part.to_pylist():
            yield _line([neutral(one[name]) if isinstance(one[name], str) else one[name] for name in COLUMNS])


def _filtered(rows: pa.Table, column: str | None, search: str) -> pa.Table:
    if column is not None:
        rows = rows.filter(pc.equal(pc.fill_null(rows.column("column"), ""), column))
    if search.strip():
        wanted = search.strip()
        said = [pc.fill_null(rows.column(name), "") for name in ("reason", "value_excerpt")]
        hits = [pc.match_substring(cells, wanted, ignore_case=True) for cells in said]
        rows = rows.filter(pc.or_(*hits))
    return rows


def _row(one: dict[str, object]) -> NotRead:
    row = one["row"]
    return NotRead(
        file=str(one["file"]),
        row=row if isinstance(row, int) else 0,
        column=str(one["column"] or ""),
        reason=str(one["reason"]),
        value=str(one["value_excerpt"] or ""),
    )


def _line(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(["" if cell is None else cell for cell in cells])
    return written.getvalue()
