"""What only the whole file can tell: when it was exported, which rows say a thing again, whose account is in doubt.

Memory grows with the rows of describing tables by some twenty bytes each, and with nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from vouch.importers.base.build import Built
from vouch.importers.base.cells.dates import ends
from vouch.importers.base.identity import hashes, keys
from vouch.importers.base.plan import Plans
from vouch.importers.base.styles import LATER
from vouch.importers.base.words import counted
from vouch.tables.shape import Table, Type


def latest(table: Table, own: pl.DataFrame, home: str) -> datetime | None:
    """The latest moment in facts that is of something past; a day ends in the zone `home`."""
    found: list[datetime] = []
    for column in table.columns:
        if column.type is Type.TIME and column.name not in LATER:
            moment = own[column.name].max()
        elif column.type is Type.DATE and column.name not in LATER:
            moment = ends(own[column.name], home).max()
        else:
            continue
        if isinstance(moment, datetime):
            found.append(moment)
    return max(found, default=None)


@dataclass
class _Rows:
    """One small row for each fact of a describing table."""

    parts: list[pl.DataFrame] = field(default_factory=list)

    def see(self, table: Table, system: str, own: pl.DataFrame) -> None:
        account = own["account_id"] if table.name == "contacts" else pl.Series([None], dtype=pl.String)
        if len(account) != len(own):
            account = account.new_from_index(0, len(own))
        self.parts.append(
            pl.DataFrame(
                {
                    "key": keys(table, system, own).str.slice(0, 16).hash(),
                    "changed": own["modified_at"].to_physical(),
                    "says": hashes(table, own),
                    "account": account.hash().zip_with(
                        account.is_not_null(), pl.Series([None], dtype=pl.UInt64).new_from_index(0, len(own))
                    ),
                }
            )
        )


@dataclass(frozen=True)
class Verdict:
    """For each fact of one plan, by its number in the file: whether it is the one that counts, or in doubt."""

    counts: pl.Series
    doubtful: pl.Series
    repeated: int
    differing: int
    in_doubt: int

    def notes(self, table: str) -> list[str]:
        """What was done about rows that say a thing again."""
        noun = table.rstrip("s")
        found = []
        if self.differing:
            found.append(f"{counted(self.differing, noun)} came more than once and differed; the last row counts")
        if self.in_doubt:
            found.append(f"{counted(self.in_doubt, noun)} named several accounts; none was guessed")
        return found


def _verdict(rows: _Rows) -> Verdict:
    empty = pl.Series([], dtype=pl.Boolean)
    if not rows.parts:
        return Verdict(empty, empty, 0, 0, 0)
    every = pl.concat(rows.parts).with_row_index("n")
    rows.parts.clear()
    same = ["key", "changed"]
    placed = pl.when(pl.col("account").is_not_null()).then(pl.col("n"))  # an empty cell does not undo an account
    every = every.with_columns(
        (pl.col("n") == pl.coalesce(placed.max().over(same), pl.col("n").max().over(same))).alias("counts"),
        (pl.col("account").drop_nulls().n_unique().over(same) > 1).alias("doubtful"),
        (pl.col("says").n_unique().over(same) > 1).alias("differs"),
    )
    winners = every.filter(pl.col("counts"))
    in_doubt = winners.filter(pl.col("doubtful"))["key"].n_unique()
    differing = winners.filter(pl.col("differs") & ~pl.col("doubtful"))["key"].n_unique()
    return Verdict(every["counts"], every["doubtful"], len(every) - len(winners), differing, in_doubt)


class Scan:
    """A first pass over the file, made when it is first needed."""

    def __init__(
        self, plans: Plans, walk: Callable[[], Iterable[tuple[int, Built]]], imported_at: datetime, home: str
    ) -> None:
        self._plans, self._walk, self._imported_at, self._home = plans, walk, imported_at, home
        self._verdicts: dict[int, Verdict] | None = None
        self._exported_at = imported_at

    @property
    def exported_at(self) -> datetime:
        """The latest past moment in the file's own rows, else when it is imported."""
        self._run()
        return self._exported_at

    def verdict(self, place: int) -> Verdict | None:
        """What is to be done with the facts of a plan; None where its table takes every row as it comes."""
        if not self._plans.plans[place].table.versioned:
            return None
        self._run()
        assert self._verdicts is not None
        return self._verdicts[place]

    def _run(self) -> None:
        if self._verdicts is not None:
            return
        seen = {place: _Rows() for place, plan in enumerate(self._plans.plans) if plan.table.versioned}
        last: datetime | None = None
        for place, built in self._walk():
            table = self._plans.plans[place].table
            moment = latest(table, built.own, self._home)
            last = moment if last is None or (moment is not None and moment > last) else last
            if place in seen:
                seen[place].see(table, self._plans.mapping.system, built.own)
        self._exported_at = min(last, self._imported_at) if last else self._imported_at
        self._exported_at = self._exported_at.astimezone(UTC)
        self._verdicts = {place: _verdict(rows) for place, rows in seen.items()}
