"""What do the files say was promised and reached, across all customers?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from vouch.lake.duck import quoted
from vouch.lake.view import TableFiles, look
from vouch.runs.carry.carry import FILE as ENTERED
from vouch.runs.kept.traced import connected

_LATEST = (
    "qualify row_number() over (partition by key order by modified_at desc, learned_at desc, batch desc, row desc) = 1"
)
_COUNTS = """
select count(*) as all,
  count(*) filter (coalesce(status, 'open') = 'open') as open,
  count(*) filter (coalesce(status, 'open') = 'open' and due_on < $today) as overdue,
  count(*) filter (status in ('met', 'late')) as kept,
  count(*) filter (status in ('met', 'late') and signed_off_on is not null) as signed,
  count(*) filter (status = 'missed') as missed
from latest
"""
_STATES = {
    "overdue": ("coalesce(status, 'open') = 'open' and due_on < $today", "due_on desc"),
    "open": ("coalesce(status, 'open') = 'open'", "due_on nulls last"),
    "missed": ("status = 'missed'", "coalesce(decided_on, due_on) desc nulls last"),
    "unsigned": ("status in ('met', 'late') and signed_off_on is null", "coalesce(decided_on, due_on) desc nulls last"),
    "signed": ("status in ('met', 'late') and signed_off_on is not null", "signed_off_on desc"),
}
STATES = tuple(_STATES)
"""In which state they can be listed."""


@dataclass(frozen=True, kw_only=True)
class FilePromise:
    """A promise as a file has it, and the row it stands in; the account as its source calls it."""

    system: str
    account_id: str
    text: str
    due_on: dt.date | None
    decided_on: dt.date | None
    signed_off_on: dt.date | None
    batch: str
    row: int
    file: str


@dataclass(frozen=True, kw_only=True)
class Pledged:
    """How many promises came with files and how they went; `overdue` are the open ones whose day has passed."""

    all: int
    open: int
    kept: int
    signed: int
    missed: int
    overdue: int

    @property
    def unsigned(self) -> int:
        """How many were kept, and the customer has not said so."""
        return self.kept - self.signed


def pledged(data: Path, *, today: dt.date) -> Pledged:
    """The promises that came with files, as of a day. What colleagues wrote down here is not among them."""
    rows = _ask(data, _COUNTS, {"today": today})
    return Pledged(**rows[0]) if rows else Pledged(all=0, open=0, kept=0, signed=0, missed=0, overdue=0)


def of_files(data: Path, state: str, *, today: dt.date, skip: int = 0, limit: int = 20) -> Sequence[FilePromise]:
    """The promises of files in one of STATES, those first that are due soonest or were decided last."""
    fits, order = _STATES[state]
    given = {"today": today} if "$today" in fits else {}
    columns = ", ".join(field.name for field in fields(FilePromise))
    rows = _ask(
        data,
        f"select {columns} from latest where {fits} order by {order}, key limit $limit offset $skip",
        given | {"limit": limit, "skip": skip},
    )
    return tuple(FilePromise(**row) for row in rows)


def _ask(data: Path, question: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """What a query over the promises in force answers; nothing where no file has brought any."""
    view = look(data / "lake")
    files = view.tables.get("promises", TableFiles())
    paths = [file.path for file in (*files.plain, *files.searched)]
    if not paths:
        return []
    latest = (
        f"with latest as (from read_parquet({quoted(paths)}) "
        f"where file <> $entered and not list_contains($gone, batch) {_LATEST}) "
    )
    known = {"entered": ENTERED, "gone": sorted(view.leaving)}
    with connected(data) as connection:
        return list(connection.execute(latest + question, known | given).fetch_arrow_table().to_pylist())
