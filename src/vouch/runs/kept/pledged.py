"""What do the files say was promised and reached, across all customers?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
_OVERDUE = """
select system, account_id, text, due_on, batch, row, file from latest
where coalesce(status, 'open') = 'open' and due_on < $today order by due_on desc, key limit $limit
"""


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """A promise of a file that is open though its day has passed; the account as its source calls it."""

    system: str
    account_id: str
    text: str
    due_on: dt.date
    batch: str
    row: int
    file: str


@dataclass(frozen=True, kw_only=True)
class Pledged:
    """How many promises came with files and how they went; the open ones whose day has passed, the latest first."""

    all: int
    open: int
    kept: int
    signed: int
    missed: int
    late: int
    overdue: Sequence[Overdue]


def pledged(data: Path, *, today: dt.date, limit: int = 20) -> Pledged:
    """The promises that came with files, as of a day. What colleagues wrote down here is not among them."""
    view = look(data / "lake")
    files = view.tables.get("promises", TableFiles())
    paths = [file.path for file in (*files.plain, *files.searched)]
    if not paths:
        return Pledged(all=0, open=0, kept=0, signed=0, missed=0, late=0, overdue=())
    latest = (
        f"with latest as (from read_parquet({quoted(paths)}) "
        f"where file <> $entered and not list_contains($gone, batch) {_LATEST})"
    )
    given = {"entered": ENTERED, "gone": sorted(view.leaving), "today": today}
    with connected(data) as connection:
        (told,) = connection.execute(latest + _COUNTS, given).fetch_arrow_table().to_pylist()
        rows = connection.execute(latest + _OVERDUE, given | {"limit": limit}).fetch_arrow_table().to_pylist()
    return Pledged(
        all=told["all"],
        open=told["open"],
        kept=told["kept"],
        signed=told["signed"],
        missed=told["missed"],
        late=told["overdue"],
        overdue=tuple(Overdue(**row) for row in rows),
    )
