"""What would be read of the beginning of a file through a mapping? Nothing is kept, and a mistake is a sentence."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.importers import open_file
from vouch.importers.base.mapping import read
from vouch.importers.base.source import Reject, grids
from vouch.importers.files.sketch import ROWS, alone
from vouch.importers.files.suggest import header_place
from vouch.tables.facts import ENVELOPE, TABLES

SHOWN = 8
"""Facts of each table that are shown."""
SMALL = 3_000_000
"""Bytes up to which a file is read as it is; of a larger one the beginning is copied and read."""
_BESIDE = frozenset(column.name for column in ENVELOPE)


@dataclass(frozen=True)
class Facts:
    """Some facts that a table would get: its name, the columns that hold anything, the rows."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    count: int


@dataclass(frozen=True)
class Preview:
    """What the first rows become. `refused` says why nothing can be read; then the rest is empty."""

    facts: tuple[Facts, ...] = ()
    rejects: tuple[Reject, ...] = ()
    not_read: int = 0
    read: int = 0
    whole: bool = False
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def preview(path: Path, mapping: str, policy: Policy, *, name: str, sheet: str = "") -> Preview:
    """The first rows of the file at `path`, called `name`, through a mapping in TOML.

    A file of up to three megabytes is read to its end; of a larger one the first 500 rows, of a workbook those of one
    `sheet`.
    """
    try:
        read(mapping, name="The mapping")
    except BadInput as refusal:
        return Preview(refused=tuple(refusal.data.get("mistakes", [refusal.sentence])))
    with TemporaryDirectory() as folder:
        through = Path(folder) / "mapping.toml"
        small = path.stat().st_size <= SMALL
        through.write_text(mapping if small or not sheet else alone(mapping, sheet), encoding="utf-8")
        try:
            source = path if small else _beginning(path, Path(folder), name, sheet)
            return _read(source, through, policy, name, whole=small)
        except BadInput as refusal:
            return Preview(refused=(refusal.sentence,))


def _read(source: Path, mapping: Path, policy: Policy, name: str, *, whole: bool) -> Preview:
    reading = open_file(source, as_=mapping, policy=policy, imported_at=datetime.now(UTC), name=name)
    found: dict[str, list[dict[str, Any]]] = {}
    counts: dict[str, int] = {}
    rejects: list[Reject] = []
    not_read = read_ = 0
    for chunk in reading.chunks():
        for table, facts in chunk.facts.items():
            counts[table] = counts.get(table, 0) + len(facts)
            kept = found.setdefault(table, [])
            kept += facts.head(max(0, SHOWN - len(kept))).to_dicts()
        read_ += chunk.rows_read
        not_read += len(chunk.rejects)
        rejects += chunk.rejects[: 40 - len(rejects)]
    facts_of = [_facts(table, found[table], counts[table]) for table in counts if counts[table]]
    return Preview(tuple(facts_of), tuple(rejects), not_read, read_, whole=whole, notes=tuple(reading.summary().notes))


def _facts(table: str, rows: Sequence[dict[str, Any]], count: int) -> Facts:
    wanted = [name for name in TABLES[table].names if name in rows[0] and name not in _BESIDE]
    columns = tuple(name for name in wanted if any(row[name] is not None for row in rows))
    return Facts(table, columns, tuple(tuple(row[name] for name in columns) for row in rows), count)


def _beginning(path: Path, folder: Path, name: str, sheet: str) -> Path:
    """The first rows as a CSV of their own, with all that stands above the header, so that rows keep their numbers."""
    _, found = grids(path, name=name)
    grid = next((one for one in found if one.head() and sheet in ("", one.sheet)), found[0])
    place = header_place(grid.head())
    lot = next(iter(grid.lots(place, size=ROWS)), None)
    copy = folder / f"{json.dumps(Path(name).stem)[1:-1].replace('/', '_')[:60] or 'file'}.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(grid.head()[: place + 1])
        if lot is not None:
            writer.writerows(["" if cell is None else cell for cell in row] for row in lot.frame.rows())
    return copy
