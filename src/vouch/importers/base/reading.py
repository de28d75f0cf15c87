"""One file being read: facts and rows not read, chunk by chunk, and at the end what can be said of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from vouch.importers.base.part import Part
from vouch.importers.base.source import Reject


@dataclass(frozen=True)
class Chunk:
    """Facts by table, ready to be stored; rows and cells not read; rows met; how far the file has been read."""

    facts: dict[str, pl.DataFrame]
    rejects: list[Reject]
    rows_read: int
    position: int


@dataclass(frozen=True)
class Coverage:
    """The time for which a file knows what its source says to a table."""

    table: str
    system: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Summary:
    """A file, read to its end.

    Every row met is kept (it gave a fact, or said one again), listed as not read, or left out because the mapping
    says so: `rows_read == rows_kept + rows_not_read + rows_left_out`.
    """

    rows_read: int
    rows_kept: int
    rows_not_read: int
    rows_left_out: int
    cells_not_read: int
    counts: dict[str, int]
    unmapped: list[str]
    notes: list[str]
    coverage: list[Coverage]


@dataclass
class Reading:
    """One file being read. `system` and `mapping_id` join those of several sheets with a plus sign."""

    name: str
    sha256: str
    size: int
    """What `Chunk.position` grows towards: bytes, or rows of a workbook or Parquet file."""
    parts: list[Part] = field(repr=False)
    notes: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The name of the mapping, or mappings."""
        return "+".join(dict.fromkeys(part.mapping.name for part in self.parts))

    @property
    def system(self) -> str:
        """The source system."""
        return "+".join(dict.fromkeys(part.mapping.system for part in self.parts))

    @property
    def mapping_id(self) -> str:
        """What identifies the reading: the same file and mapping_id give the same facts."""
        return "+".join(dict.fromkeys(part.mapping.identity for part in self.parts))

    @property
    def sheets(self) -> list[str]:
        """The sheets that are read, of a workbook."""
        return [part.grid.sheet for part in self.parts if part.grid.sheet is not None]

    def chunks(self) -> Iterator[Chunk]:
        """The file's facts from the start; `summary` speaks of the last time this was gone through to the end.

        Raises BadInput where a file turns out, on the way, not to be what it claims: what was taken so far must go.
        """
        done = 0
        for part in self.parts:
            position = 0
            for facts, rejects, read, position in part.read():
                yield Chunk(facts, rejects, read, done + position)
            done += position

    def summary(self) -> Summary:
        """What can be said of the file after its last chunk."""
        counts: dict[str, int] = {}
        for part in self.parts:
            for table, number in part.tally.counts.items():
                counts[table] = counts.get(table, 0) + number
        tallies = [part.tally for part in self.parts]
        several = len(self.parts) > 1
        return Summary(
            rows_read=sum(tally.read for tally in tallies),
            rows_kept=sum(tally.kept for tally in tallies),
            rows_not_read=sum(tally.listed for tally in tallies),
            rows_left_out=sum(tally.left_out for tally in tallies),
            cells_not_read=sum(tally.cells for tally in tallies),
            counts=counts,
            unmapped=list(dict.fromkeys(name for part in self.parts for name in part.unmapped())),
            notes=[
                *self.notes,
                *(f"{part.grid.sheet}: {note}" if several else note for part in self.parts for note in part.notes()),
            ],
            coverage=[
                Coverage(table, part.mapping.system, since, until)
                for part in self.parts
                for table, (since, until) in part.covers().items()
            ],
        )
