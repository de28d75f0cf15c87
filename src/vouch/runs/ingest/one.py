"""Imports one file as one batch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import polars as pl

from vouch.domain.errors import Conflict
from vouch.domain.policy import Policy
from vouch.importers import Chunk, Reading, Reject, open_file
from vouch.lake.batches import Batch, Covers, Head, Summary
from vouch.lake.erasure import Sieve, Suppression
from vouch.lake.shorten import shortened
from vouch.lake.store import Lake
from vouch.lake.writer import BatchWriter
from vouch.runs.ingest.report import SHOWN, FileReport, Progress, Rejected, Status

_REJECT = {
    "file": pl.String(),
    "row": pl.Int64(),
    "column": pl.String(),
    "reason": pl.String(),
    "value_excerpt": pl.String(),
}


def batch_id(sha256: str, mapping_id: str) -> str:
    """The id of a batch: the same file read through the same mapping has the same one.

    >>> batch_id("0" * 64, "plain.usage/1")
    'bb9132231837a'
    """
    return "b" + hashlib.sha256(f"{sha256}\n{mapping_id}".encode()).hexdigest()[:12]


class Import:
    """One file on its way into the lake, past the people who were erased."""

    def __init__(
        self,
        lake: Lake,
        policy: Policy,
        *,
        as_: str | Path | None,
        by: str | None,
        at: datetime,
        progress: Progress | None,
    ) -> None:
        self._lake, self._policy = lake, policy
        self._listed = Suppression.of(lake.data)
        self._sieve = Sieve(self._listed)
        self._as, self._by, self._at, self._progress = as_, by, at, progress
        self._shortened = shortened(lake.data)
        self._erased = self._old = 0
        self._not_read: list[Rejected] = []

    def taken(self, path: Path) -> FileReport:
        """Imports the file at `path`, unless it was imported before.

        Raises BadInput when it cannot be what it claims, Conflict or Refusal when the lake cannot be changed.
        """
        reading = self._opened(path)
        id_ = batch_id(reading.sha256, reading.mapping_id)
        try:
            return self._taken(path, reading, id_)
        except Conflict as conflict:
            if conflict.code != "already_imported":
                raise
            known = self._lake.batch(id_)
            if known is None:
                raise
            return self._again(path, reading, known)
        except _ErasedMeanwhile:
            self._listed = Suppression.of(self._lake.data)
            self._sieve = Sieve(self._listed)
            return self.taken(path)

    def _taken(self, path: Path, reading: Reading, id_: str) -> FileReport:
        known = self._lake.batch(id_)
        if known is not None:
            return self._again(path, reading, known)
        head = Head(
            id=id_,
            file=reading.name,
            sha256=reading.sha256,
            kind=reading.kind,
            mapping=reading.mapping_id,
            imported_at=self._at,
            by=self._by,
        )
        with self._lake.begin(head) as writer:
            if Suppression.of(self._lake.data).digest != self._listed.digest:
                raise _ErasedMeanwhile  # while this import waited for its turn: the person is in the file still
            for chunk in reading.chunks():
                self._take(chunk, writer, reading)
            summary = self._summary(reading)
            if not summary.rows_read:
                return _empty(path, reading)
            batch = writer.commit(summary)
        sentence = f"{reading.name} is in, as batch {batch.id}: {batch.rows_kept:,} of {batch.rows_read:,} rows kept."
        if not batch.rows_kept:
            sentence = f"{reading.name} was read to its end, as batch {batch.id}, and none of its rows could be kept."
        return self._told(path, reading, batch, Status.IMPORTED, sentence)

    def tried(self, path: Path) -> FileReport:
        """Reads the file at `path` to its end and keeps nothing."""
        reading = self._opened(path)
        id_ = batch_id(reading.sha256, reading.mapping_id)
        known = self._lake.batch(id_)
        if known is not None:
            return self._again(path, reading, known)
        for chunk in reading.chunks():
            self._take(chunk, None, reading)
        summary = self._summary(reading)
        if not summary.rows_read:
            return _empty(path, reading)
        sentence = f"{reading.name} can be read: {summary.rows_kept:,} of {summary.rows_read:,} rows. Nothing was kept."
        told = FileReport(file=str(path), status=Status.WOULD_IMPORT, sentence=sentence, batch=id_)
        return _filled(told, reading, summary, reading.summary().counts, self._not_read)

    def _opened(self, path: Path) -> Reading:
        name = self._sieve.text(path.name)
        return open_file(path, as_=self._as, policy=self._policy, imported_at=self._at, name=name)

    def _take(self, chunk: Chunk, writer: BatchWriter | None, reading: Reading) -> None:
        gone: set[int] = set()
        left: set[int] = set()
        for table, facts in chunk.facts.items():
            sieved = self._sieve.facts(table, facts)
            if len(sieved.dropped):
                gone.update(sieved.dropped["row"].to_list())
            sieved_facts = self._recent(table, sieved.facts)
            if self._sieve:
                left.update(sieved.facts["row"].to_list())
            if writer is not None:
                writer.append(table, sieved_facts)
        self._erased += len(gone - left)
        rejects = [self._clean(reject, gone) for reject in chunk.rejects]
        self._not_read += rejects[: SHOWN - len(self._not_read)]
        if writer is not None and rejects:
            writer.reject(pl.DataFrame([asdict(reject) for reject in rejects], schema=_REJECT))
        if self._progress is not None:
            self._progress(reading.name, chunk.position, reading.size)

    def _recent(self, table: str, facts: pl.DataFrame) -> pl.DataFrame:
        """The facts of which can be told whether they came before: single events rolled up since cannot."""
        before = self._shortened.get(table)
        if before is None:
            return facts
        recent = facts.filter(pl.col("happened_at") >= before)
        self._old += len(facts) - len(recent)
        return recent

    def _clean(self, reject: Reject, gone: set[int]) -> Rejected:
        excerpt = "" if reject.row in gone else self._sieve.text(reject.value_excerpt)
        reason = self._sieve.text(reject.reason)
        return Rejected(file=reject.file, row=reject.row, column=reject.column, reason=reason, value_excerpt=excerpt)

    def _summary(self, reading: Reading) -> Summary:
        said = reading.summary()
        notes = [self._sieve.text(note) for note in said.notes]
        if self._old:
            day = max(self._shortened.values()).astimezone(self._policy.zone).date()
            notes.append(
                f"{self._old:,} rows tell of use before {day}, which is kept as sums by day (retention of the policy): "
                "they were left out, as nobody can tell whether they came before."
            )
        return Summary(
            rows_read=said.rows_read,
            rows_kept=said.rows_kept - self._erased - self._old,
            rows_not_read=said.rows_not_read,
            rows_left_out=said.rows_left_out + self._old,
            rows_erased=self._erased,
            cells_not_read=said.cells_not_read,
            covers=tuple(Covers(table=c.table, system=c.system, since=c.since, until=c.until) for c in said.coverage),
            notes=tuple(notes),
            unmapped=tuple(self._sieve.text(header) for header in said.unmapped),
        )

    def _again(self, path: Path, reading: Reading, known: Batch) -> FileReport:
        on = known.imported_at.astimezone(self._policy.zone).date()
        sentence = f"{reading.name} was already imported on {on} as batch {known.id}; nothing changed."
        return self._told(path, reading, known, Status.ALREADY_IMPORTED, sentence)

    def _told(self, path: Path, reading: Reading, batch: Batch, status: Status, sentence: str) -> FileReport:
        told = FileReport(file=str(path), status=status, sentence=sentence, batch=batch.id)
        return _filled(told, reading, batch, batch.counts, self._not_read)


class _ErasedMeanwhile(Exception):
    """Somebody was put on the list of erased people after it was read."""


def _empty(path: Path, reading: Reading) -> FileReport:
    sentence = f"{reading.name} has a header and no rows: there is nothing to import."
    return FileReport(file=str(path), status=Status.EMPTY, sentence=sentence, kind=reading.kind, system=reading.system)


def _filled(
    told: FileReport, reading: Reading, said: Summary | Batch, counts: Mapping[str, int], not_read: list[Rejected]
) -> FileReport:
    told.kind, told.system = reading.kind, reading.system
    told.rows_read, told.rows_kept, told.rows_not_read = said.rows_read, said.rows_kept, said.rows_not_read
    told.rows_left_out, told.rows_erased = said.rows_left_out, said.rows_erased
    told.cells_not_read = said.cells_not_read
    told.counts = dict(counts)
    told.covers = [
        {"table": c.table, "system": c.system, "since": c.since.isoformat(), "until": c.until.isoformat()}
        for c in said.covers
    ]
    told.unmapped, told.notes, told.not_read = list(said.unmapped), list(said.notes), not_read
    return told
