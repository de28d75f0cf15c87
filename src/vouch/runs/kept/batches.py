"""Which batches are in, and what does each cover?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vouch.domain.errors import NotFound
from vouch.importers import KINDS
from vouch.lake.batches import Batch
from vouch.lake.store import Lake
from vouch.runs.carry.carry import KIND as ENTERED


@dataclass(frozen=True, kw_only=True)
class Covered:
    """The time for which a batch knows what a source says to a table."""

    table: str
    system: str
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One batch. `counts` has the facts kept, by table; `title` says what kind of file it was, in words."""

    id: str
    file: str
    kind: str
    title: str
    imported_at: dt.datetime
    by: str
    rows_read: int
    rows_kept: int
    rows_not_read: int
    rows_left_out: int
    rows_erased: int
    cells_not_read: int
    counts: Mapping[str, int]
    covers: Sequence[Covered]
    notes: Sequence[str]
    unmapped: Sequence[str]

    @property
    def entered(self) -> bool:
        """Whether colleagues wrote it down here: changed and withdrawn where it was written, never taken out."""
        return self.kind == ENTERED

    @property
    def facts(self) -> int:
        """How many facts it brought."""
        return sum(self.counts.values())

    @property
    def since(self) -> dt.datetime | None:
        """From when it speaks."""
        return min((one.since for one in self.covers), default=None)

    @property
    def until(self) -> dt.datetime | None:
        """Until when it speaks."""
        return max((one.until for one in self.covers), default=None)

    @property
    def not_read(self) -> int:
        """Rows and single cells that were not read."""
        return self.rows_not_read + self.cells_not_read


@dataclass(frozen=True)
class Kind:
    """A kind of file that is recognised by its headers: its name, and what it is in words."""

    name: str
    title: str


def kinds() -> list[Kind]:
    """Every kind of file that Vouch knows, by its words."""
    found = [Kind(one.mapping.name, _short(one.mapping.name, one.mapping.title)) for one in KINDS]
    return sorted(found, key=lambda kind: kind.title.lower())


def batches(data: Path) -> list[Kept]:
    """The batches of a data folder, the latest first."""
    titles = _titles()
    return [_kept(one, titles) for one in reversed(Lake(data).batches())]


def batch(data: Path, id_: str) -> Kept:
    """One batch. Raises NotFound."""
    found = Lake(data).batch(id_)
    if found is None:
        raise NotFound("no_such_batch", "There is no such batch here. It may have been taken out.", batch=id_)
    return _kept(found, _titles())


def titled(kind: str) -> str:
    """A kind, or several joined by a plus sign, in words; its own name where a mapping of the company's read it."""
    return _title(kind, _titles())


def _short(name: str, title: str) -> str:
    """The title of a kind as it fits into a list: our own format by its table, any other to its first colon."""
    room, _, table = name.partition(".")
    return f"Our own format: {table.replace('_', ' ')}" if room == "plain" else title.split(":", maxsplit=1)[0].strip()


def _titles() -> dict[str, str]:
    return {one.name: one.title for one in kinds()} | {ENTERED: "What colleagues wrote down"}


def _title(kind: str, titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(part) or f"the mapping “{part}”" for part in kind.split("+"))


def _kept(of: Batch, titles: Mapping[str, str]) -> Kept:
    return Kept(
        id=of.id,
        file=of.file,
        kind=of.kind,
        title=_title(of.kind, titles),
        imported_at=of.imported_at,
        by=of.by or "",
        rows_read=of.rows_read,
        rows_kept=of.rows_kept,
        rows_not_read=of.rows_not_read,
        rows_left_out=of.rows_left_out,
        rows_erased=of.rows_erased,
        cells_not_read=of.cells_not_read,
        counts=dict(of.counts),
        covers=[Covered(table=c.table, system=c.system, since=c.since, until=c.until) for c in of.covers],
        notes=of.notes,
        unmapped=of.unmapped,
    )
