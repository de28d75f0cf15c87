"""Facts as they are stored: the one behind a piece of evidence, and what was promised and reached at one customer."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vouch.lake.batches import read_batches
from vouch.lake.duck import connected, quoted
from vouch.lake.locks import reading
from vouch.lake.log import live_files
from vouch.runs.shown.found import Found
from vouch.tables.facts import ENVELOPE, TABLES

READ_FROM = {
    "nps": ("survey_answers",),
    "csat": ("survey_answers", "tickets"),
    "ces": ("survey_answers",),
    "expectations": ("survey_answers",),
    "sentiment": ("sentiment",),
    "nomination": ("nominations",),
    "promise": ("promises",),
    "milestone": ("milestones",),
    "implementation": ("tickets",),
    "case": ("tickets",),
    "first_renewal": ("deals", "renewals"),
    "renewal": ("deals", "renewals"),
    "result": ("results",),
    "act": ("acts",),
    "community": ("community",),
}
"""The fact tables that each kind of evidence is read from."""


@dataclass(frozen=True)
class Cell:
    """One column of a stored row: its name, what it means, and its value (None where it is empty)."""

    name: str
    doc: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Source:
    """One stored row: the table, every column, what the file had beside, and the file, row and batch it came from.

    `newer` says that the source has changed the row since: this is the version that counts.
    """

    table: str
    says: str
    cells: tuple[Cell, ...]
    beside: tuple[tuple[str, str], ...]
    system: str
    file: str
    row: int
    batch: str
    learned_at: datetime
    happened_at: datetime
    versions: int


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """A promise or a result as the facts have it. `entry`: its own id, the key of the entry where staff made it."""

    table: str
    entry: str
    key: str
    text: str
    measure: str
    number: float | None
    unit: str
    on: date | None
    due_on: date | None
    status: str
    signed_off_on: date | None
    signed_off_by: str
    file: str
    row: int


def source(data: Path, key: str, reads: Collection[str]) -> Source | None:
    """The stored row behind a piece of evidence; None when it has left with its batch, or was erased."""
    for table in dict.fromkeys(name for read in sorted(reads) for name in READ_FROM.get(read, ())):
        rows = facts(data, table, "key = $key", every=True, key=key)
        if rows:
            return _source(table, rows)
    return None


def pledges(of: Found, subject: str) -> list[Pledge]:
    """What was promised to, and reached by, an account as far as the run knew, latest first."""
    if not of.has("pledges"):
        return []
    keys: dict[str, list[str]] = {}
    for row in of.rows("select fact, key from {pledges} where subject = $subject", subject=subject):
        keys.setdefault(row["fact"], []).append(row["key"])
    read = {"promises": _promise, "results": _result}
    where = "key in (select unnest($keys))"
    found = [
        read[table](row) for table, known in keys.items() for row in facts(of.results.data, table, where, keys=known)
    ]
    return sorted(found, key=lambda one: (one.due_on or one.on or date.min, one.key), reverse=True)


def facts(data: Path, table: str, where: str, *, every: bool = False, **parameters: Any) -> list[dict[str, Any]]:
    """The current rows of a fact table that fit a condition of SQL; with `every` all versions, the latest first."""
    folder = data / "lake"
    handle = reading(data)
    try:
        files = live_files(folder / table)
        batches = [batch.id for batch in read_batches(folder / "batches") if batch.state == "committed"]
        if not files or not batches:
            return []
        latest = "modified_at desc, learned_at desc, batch desc, row desc, row_hash desc"
        one = "" if every else f"qualify row_number() over (partition by key order by {latest}) = 1"
        sql = (
            f"select * from read_parquet({quoted(files)}) where batch in (select unnest($batches)) and ({where}) "
            f"{one} order by {latest}"
        )
        with connected(data) as connection:
            answer = connection.execute(sql, parameters | {"batches": batches}).fetch_arrow_table().to_pylist()
        return [dict(row) for row in answer]
    finally:
        if handle is not None:
            os.close(handle)


def _source(table: str, rows: list[dict[str, Any]]) -> Source:
    row, told = rows[0], TABLES[table]
    envelope = {column.name for column in ENVELOPE}
    cells = tuple(
        Cell(column.name, column.doc, row.get(column.name))
        for column in told.columns
        if column.name not in envelope or column.name == told.happens
    )
    try:
        beside = tuple((str(name), str(value)) for name, value in json.loads(row["attributes"] or "{}").items())
    except (ValueError, AttributeError):
        beside = ()
    return Source(
        table=table, says=told.sentence, cells=cells, beside=beside, system=row["system"], file=row["file"],
        row=row["row"], batch=row["batch"], learned_at=row["learned_at"], happened_at=row["happened_at"],
        versions=len({(one["row_hash"], one["happened_at"]) for one in rows}),
    )  # fmt: skip


def _promise(row: dict[str, Any]) -> Pledge:
    return Pledge(
        table="promises", entry=row["promise_id"], key=row["key"], text=row["text"] or "", measure=row["measure"] or "",
        number=row["target"], unit="", on=row["promised_on"], due_on=row["due_on"], status=row["status"] or "open",
        signed_off_on=row["signed_off_on"], signed_off_by=row["signed_off_by"] or "", file=row["file"], row=row["row"],
    )  # fmt: skip


def _result(row: dict[str, Any]) -> Pledge:
    return Pledge(
        table="results", entry=row["result_id"], key=row["key"], text=row["text"] or "", measure="",
        number=row["number"], unit=row["unit"] or "", on=row["reached_on"], due_on=None,
        status="reached" if row["exceeds"] is not False else "short", signed_off_on=row["signed_off_on"],
        signed_off_by=row["signed_off_by"] or "", file=row["file"], row=row["row"],
    )  # fmt: skip
