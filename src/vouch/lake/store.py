"""The lake: facts in batches that come whole, leave whole, and can be taken out again as if they had never come."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vouch.domain.errors import Conflict
from vouch.lake.batches import Batch, Head, read_batches
from vouch.lake.compact import compact, untidy
from vouch.lake.disk import disk_refusals
from vouch.lake.erasure import Erased, Person, erase, known_person, sift
from vouch.lake.leftovers import delete_unnamed, sweep
from vouch.lake.locks import writing
from vouch.lake.log import live_files
from vouch.lake.shape import REJECTS
from vouch.lake.shorten import counted, shorten
from vouch.lake.undo import take_out
from vouch.lake.writer import BatchWriter


class Lake:
    """The facts of one installation, in `lake/` of its data folder. Making one touches nothing."""

    def __init__(self, data: Path, *, patience: float = 5.0) -> None:
        self.data = Path(data)
        self.folder = self.data / "lake"
        self.patience = patience
        """Seconds to wait for another process that is changing the lake."""

    @contextmanager
    def begin(self, head: Head) -> Iterator[BatchWriter]:
        """Holds the lake for one batch; what the writer took is gone again unless it was committed.

        Raises Conflict when another process is changing the lake for longer than `patience`, or when the batch is
        there already; Refusal when the data folder is full or closed to us.
        """
        with self._changing():
            known = self.batch(head.id)
            if known is not None:
                raise Conflict(
                    "already_imported",
                    f"{head.file} was imported on {known.imported_at:%Y-%m-%d} as batch {known.id}; nothing changed.",
                    batch=known.id,
                )
            writer = BatchWriter(self.data, head)
            try:
                yield writer
            except Exception:
                writer.abandon()
                with suppress(Exception):
                    sweep(self.data)
                raise
            if not writer.committed:
                writer.abandon()
                sweep(self.data)

    def batches(self) -> list[Batch]:
        """The committed batches in the order they were imported."""
        return [batch for batch in read_batches(self.folder / "batches") if batch.state == "committed"]

    def batch(self, id_: str) -> Batch | None:
        """The committed batch of that id, or None."""
        return next((batch for batch in self.batches() if batch.id == id_), None)

    def rejects(self, batch: str) -> pa.Table:
        """The rows of a batch that were not read: file, row, column, reason, value_excerpt; in the file's order."""
        files = [path for path in live_files(self.folder / "rejects") if path.name.startswith(f"part-{batch}-")]
        tables = [pq.read_table(path, schema=REJECTS) for path in files]
        return pa.concat_tables([REJECTS.empty_table(), *tables]).sort_by([("row", "ascending")])

    def undo(self, batch: str) -> Batch:
        """Takes a batch out: placements are as if it had never come. Gives what its row said.

        Raises NotFound when there is no such batch.
        """
        with self._changing():
            return take_out(self.data, batch)

    def sweep(self) -> list[str]:
        """Removes what a crash left: rows of batches never committed, files nothing names. Gives the batches' ids."""
        with disk_refusals(self.data), writing(self.data, patience=self.patience):
            return sweep(self.data)

    def compact(self, tables: Collection[str] | None = None) -> None:
        """Lays down again the tables that are read quicker then, or just `tables`; no answer changes."""
        with self._changing():
            for table in untidy(self.folder) if tables is None else tables:
                compact(self.data, table)
            delete_unnamed(self.data)

    def would_shorten(
        self, table: str, *, before: datetime, raw: str, fewer: str, beside: Mapping[str, pa.Table]
    ) -> tuple[int, int]:
        """What `shorten` would do: how many rows go, and how many come in their place."""
        return counted(self.data, table, before=before, raw=raw, fewer=fewer, beside=beside)

    def shorten(
        self, table: str, *, before: datetime, raw: str, fewer: str, beside: Mapping[str, pa.Table]
    ) -> tuple[int, int]:
        """Puts what `fewer` makes of the old rows of a table in their place; see `lake.shorten`."""
        with self._changing():
            done = shorten(self.data, table, before=before, raw=raw, fewer=fewer, beside=beside)
            delete_unnamed(self.data)
            return done

    def person(self, *, ids: Collection[tuple[str, str]] = (), emails: Collection[str] = ()) -> Person:
        """All the lake knows of the person with one of these (system, contact id) pairs or addresses."""
        return known_person(self.folder, ids=ids, emails=emails)

    def erase(self, person: Person) -> Erased:
        """Takes a person out for good, and keeps them out: their facts, and the words of others that name them.

        Afterwards no file of the lake holds their name or address, plain or packed.
        """
        with self._changing():
            return erase(self.data, person, patience=self.patience)

    def sift(self) -> Erased:
        """Takes out everybody who was erased before: what an older backup brought back goes again."""
        with self._changing():
            return sift(self.data, patience=self.patience)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Keeps the lake as it is for as long as it takes, and clear of what a crash left: for a copy of its files."""
        with self._changing():
            yield

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with disk_refusals(self.data), writing(self.data, patience=self.patience):
            sweep(self.data)
            yield
