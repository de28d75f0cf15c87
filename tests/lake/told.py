"""Small tables of facts as importers hand them over, and batches of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa

from vouch.lake import Batch, Covers, Facts, Head, Lake, Summary, open_facts
from vouch.lake.shape import arrow_schema
from vouch.tables.facts import TABLES

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def day(number: int, month: int = 3) -> datetime:
    """Noon of a day in 2026."""
    return datetime(2026, month, number, 12, tzinfo=UTC)


def told(
    table: str, *rows: Mapping[str, Any], system: str = "plain", file: str = "facts.csv", learned: datetime = NOON
) -> pa.Table:
    """Facts of one table with their envelope, as an importer would make them of `rows`."""
    shape = TABLES[table]
    made = []
    for number, row in enumerate(rows, start=2):
        own = {name: row.get(name) for name in shape.names}
        names = shape.key if any(own[name] is not None for name in shape.key) else shape.names
        key = hashlib.blake2b(repr((table, system, [own[name] for name in names])).encode(), digest_size=16)
        content = hashlib.blake2b(repr(sorted(own.items())).encode(), digest_size=8).digest()
        modified = row.get("modified_at") or learned
        happened = modified if shape.happens is None else row[shape.happens]
        if not isinstance(happened, datetime):
            assert isinstance(happened, date)
            happened = datetime.combine(happened, time(23, 59, 59), UTC)
        envelope = {
            "key": key.hexdigest(),
            "row_hash": int.from_bytes(content, "big", signed=True),
            "system": system,
            "happened_at": happened,
            "modified_at": modified,
            "learned_at": learned,
            "file": file,
            "row": row.get("row", number),
            "attributes": row.get("attributes"),
        }
        made.append(own | envelope)
    schema = arrow_schema(table)
    return pa.Table.from_pylist(made, schema=schema.remove(schema.get_field_index("batch")))


def head(name: str, *, at: datetime = NOON, file: str = "facts.csv") -> Head:
    """The head of a batch called `name`."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Head(id=f"b{digest[:12]}", file=file, sha256=digest, kind="plain", mapping="plain", imported_at=at, by="Cy")


def bring(
    lake: Lake, name: str, *tables: tuple[str, pa.Table], covers: Sequence[Covers] = (), at: datetime = NOON
) -> Batch:
    """Imports `tables` as one batch called `name`."""
    with lake.begin(head(name, at=at)) as writer:
        for table, rows in tables:
            writer.append(table, rows)
        kept = sum(rows.num_rows for _, rows in tables)
        return writer.commit(Summary(rows_read=kept, rows_kept=kept, covers=tuple(covers)))


def rows_of(facts: Facts, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """The current rows of a table, sorted, without regard to batches."""
    found = facts[table].select(*columns).to_pyarrow().to_pylist()
    return sorted((tuple(row[name] for name in columns) for row in found), key=repr)


def current(lake: Lake) -> dict[str, Any]:
    """All current rows of a lake without their batch, and its fingerprint: what a run would go by."""
    with open_facts(lake) as facts:
        found: dict[str, Any] = {"fingerprint": facts.fingerprint()}
        for name in facts.view.tables:
            columns = [column for column in facts[name].columns if column not in {"batch", "learned_at", "file", "row"}]
            if rows := rows_of(facts, name, *columns):
                found[name] = rows
        return found


def bytes_under(folder: Path) -> dict[str, str]:
    """A digest of every file under `folder`."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
