"""What batches say beside their facts: file names, notes, headers, excerpts of rows not read. Names stand there too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.batches import Batch, write_batches
from vouch.lake.erasure.cells import GONE
from vouch.lake.erasure.sieve import Sieve
from vouch.lake.files import data_file
from vouch.lake.log import live_files
from vouch.lake.rewrite import rewrite
from vouch.lake.shape import REJECTS


def clean_rejects(lake: Path, sieve: Sieve, theirs: Collection[tuple[str, int]]) -> int:
    """Takes names out of rows not read, and every excerpt of a row (batch, row) of `theirs`; gives how many cells."""
    count = 0
    changed: dict[Path, pa.Table] = {}
    for path in live_files(lake / "rejects"):
        old = pq.read_table(path, schema=REJECTS).to_pylist()
        new = [_reject(row, sieve, theirs) for row in old]
        if new != old:
            count += sum(before[name] != after[name] for before, after in zip(old, new, strict=True) for name in before)
            changed[path] = pa.Table.from_pylist(new, schema=REJECTS)
    files = [data_file(path) for path in changed]
    rewrite(lake / "rejects", "rejects", [(file, file.layout) for file in files], lambda file: [changed[file.path]])
    return count


def clean_heads(lake: Path, batches: Sequence[Batch], sieve: Sieve) -> int:
    """Takes names out of the rows of `batches`; gives how many had any."""
    cleaned = [head_without(batch, sieve) for batch in batches]
    touched = sum(old != new for old, new in zip(batches, cleaned, strict=True))
    if touched:
        write_batches(lake / "batches", cleaned)
    return touched


def head_without(batch: Batch, sieve: Sieve) -> Batch:
    """A batch without the words that name an erased person."""
    return replace(
        batch,
        file=sieve.text(batch.file),
        mapping=sieve.text(batch.mapping),
        by=None if batch.by is None else sieve.text(batch.by),
        notes=tuple(sieve.text(note) for note in batch.notes),
        unmapped=tuple(sieve.text(header) for header in batch.unmapped),
    )


def _reject(row: dict[str, Any], sieve: Sieve, theirs: Collection[tuple[str, int]]) -> dict[str, Any]:
    clean = {name: sieve.text(value) if isinstance(value, str) else value for name, value in row.items()}
    clean["batch"] = row["batch"]
    if (row["batch"], row["row"]) in theirs and row["value_excerpt"]:
        clean["value_excerpt"] = GONE
    return clean
