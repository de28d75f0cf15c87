"""What was imported: one row for each batch. A batch exists when its row here is committed, last.

The row also says what the batch covers, so that a feed that stopped is unknown, not silence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.log import commit_files, live_files

SCHEMA = pa.schema(
    [
        ("batch", pa.string()),
        ("seq", pa.int64()),
        ("state", pa.string()),
        ("imported_at", pa.timestamp("us", tz="UTC")),
        ("file", pa.string()),
        ("sha256", pa.string()),
        ("kind", pa.string()),
        ("mapping", pa.string()),
        ("by", pa.string()),
        ("rows_read", pa.int64()),
        ("rows_kept", pa.int64()),
        ("rows_not_read", pa.int64()),
        ("rows_left_out", pa.int64()),
        ("rows_erased", pa.int64()),
        ("cells_not_read", pa.int64()),
        ("counts", pa.string()),
        ("covers", pa.string()),
        ("notes", pa.string()),
        ("unmapped", pa.string()),
        ("repeats", pa.string()),
    ]
)
_JSON = ("counts", "covers", "notes", "unmapped", "repeats")
_MANY = 10
"""More files of batch rows than this are written as one with the next commit."""


@dataclass(frozen=True, kw_only=True)
class Covers:
    """The time for which a batch knows what a source's table says."""

    table: str
    system: str
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Head:
    """What is known of a batch before its first row: `id` follows from the file's bytes and its mapping."""

    id: str
    file: str
    sha256: str
    kind: str
    mapping: str
    imported_at: datetime
    by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What is known of a batch after its last row.

    `rows_left_out` were left out because the mapping says so, `rows_erased` because the person was erased before.
    """

    rows_read: int = 0
    rows_kept: int = 0
    rows_not_read: int = 0
    rows_left_out: int = 0
    rows_erased: int = 0
    cells_not_read: int = 0
    covers: tuple[Covers, ...] = ()
    notes: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Batch(Head):
    """One batch. `counts` has the facts kept for each table; `repeats` the files that hold keys it brought again."""

    seq: int
    state: Literal["committed", "leaving"] = "committed"
    rows_read: int
    rows_kept: int
    rows_not_read: int
    rows_left_out: int
    rows_erased: int
    cells_not_read: int
    counts: Mapping[str, int]
    covers: tuple[Covers, ...] = ()
    notes: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    repeats: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_batches(folder: Path) -> list[Batch]:
    """All batches of the table in `folder`, in the order they were imported; those that are leaving among them."""
    rows = [row for path in live_files(folder) for row in pq.read_table(path, schema=SCHEMA).to_pylist()]
    return sorted((_batch(row) for row in rows), key=lambda batch: batch.seq)


def add_batch(folder: Path, batch: Batch) -> None:
    """Commits one batch: from here on it exists."""
    files = live_files(folder)
    if len(files) < _MANY:
        commit_files(folder, SCHEMA, add=[_written(folder, [batch])])
    else:
        write_batches(folder, [*read_batches(folder), batch])


def write_batches(folder: Path, batches: Sequence[Batch]) -> None:
    """Puts `batches` in place of all that the table in `folder` says, in one commit."""
    commit_files(folder, SCHEMA, add=[_written(folder, batches)] if batches else [], remove=live_files(folder))


def mark_leaving(folder: Path, id_: str) -> None:
    """Takes a batch out of what readers see; its rows can go after that."""
    marked = [replace(batch, state="leaving") if batch.id == id_ else batch for batch in read_batches(folder)]
    write_batches(folder, marked)


def _written(folder: Path, batches: Sequence[Batch]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"batches-{uuid4().hex}.parquet"
    pq.write_table(pa.Table.from_pylist([_row(batch) for batch in batches], schema=SCHEMA), path, compression="zstd")
    return path


def _row(batch: Batch) -> dict[str, Any]:
    row = asdict(batch)
    row["batch"] = row.pop("id")
    return row | {name: json.dumps(row[name], default=_iso, ensure_ascii=False) for name in _JSON}


def _iso(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()


def _batch(row: dict[str, Any]) -> Batch:
    parts = dict(row)
    # a batch of an earlier version of Vouch may lack a count
    parts.update({name: 0 for name in row if row[name] is None and name.startswith(("rows_", "cells_"))})
    parts.update({name: json.loads(row[name]) for name in _JSON})
    parts["id"] = parts.pop("batch")
    parts["notes"], parts["unmapped"] = tuple(parts["notes"]), tuple(parts["unmapped"])
    parts["covers"] = tuple(
        Covers(
            table=covers["table"],
            system=covers["system"],
            since=datetime.fromisoformat(covers["since"]),
            until=datetime.fromisoformat(covers["until"]),
        )
        for covers in parts["covers"]
    )
    return Batch(**parts)
