"""Looks at the files of a delivery, and imports them: one batch a file, each begun again without harm."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.importers.files import suggest
from vouch.program.work import doing, queries
from vouch.program.work.states import FileState
from vouch.runs.ingest import FileReport, Status, import_paths
from vouch.runs.work import copies
from vouch.runs.work.busy import STANDS_IN_THE_WAY, Busy
from vouch.runs.work.telling import Telling

if TYPE_CHECKING:
    from vouch.program.work.models import DeliveredFile, Delivery, Job

_MAPPED = frozenset({"unknown_kind", "missing_column", "ambiguous_dates", "mixed_dates"})
"""Codes of refusals that a mapping can mend."""
_SHOWN = 200
"""Rows not read that a look notes; all of them are kept with the batch once the file is in."""


def look(data: Path, job: Job, policy: Policy) -> bool:
    """Read the files of a delivery that wait for it to their ends, and note what would become of each.

    Nothing is kept of them. False: nobody needs to be placed anew.
    """
    delivery = _delivery(job)
    waiting = [file for file in queries.files_of(delivery.pk) if file.state == FileState.WAITING]
    telling, of, before = Telling(job), sum(file.size for file in waiting), 0
    for file in waiting:
        telling.file(f"Looking at {file.name}", before=before, of=of)
        told = _told(data, file, policy, telling, job, dry_run=True)
        _note_rows(data, file, told)
        _draft(data, file, told)
        doing.looked(
            file,
            state=_LOOKED.get(Status(told.status), FileState.REFUSED),
            sentence=_without_commands(told.sentence),
            code=told.code or "",
            batch=told.batch or "",
            found=_found(told),
        )
        before += file.size
    return False


def take_in(data: Path, job: Job, policy: Policy) -> bool:
    """Import the files of a delivery that can be read; each copy goes as soon as its batch is there.

    True: something new came, so that everybody is to be placed anew.
    """
    delivery = _delivery(job)
    ready = [file for file in queries.files_of(delivery.pk) if file.state == FileState.LOOKED]
    telling, of, before, new = Telling(job), sum(file.size for file in ready), 0, job.attempts > 1
    for file in ready:
        telling.file(f"Reading {file.name}", before=before, of=of)
        told = _told(data, file, policy, telling, job, dry_run=False)
        before += file.size
        if told.status is Status.REFUSED:
            doing.looked(
                file, state=FileState.REFUSED, sentence=told.sentence, code=told.code or "", batch="", found={}
            )
            continue
        # a worker that was killed between the batch and this note finds the file known: it came with us all the same
        came = told.status is Status.IMPORTED or job.attempts > 1
        new = new or came
        doing.imported(job, file, new=came, sentence=told.sentence, batch=told.batch or "", found=_found(told))
        copies.remove_file(data, delivery.pk, file.number)
    if all(file.state != FileState.REFUSED for file in queries.files_of(delivery.pk)):
        doing.close(delivery)
        copies.remove(data, delivery.pk)
    return new


_LOOKED = {
    Status.WOULD_IMPORT: FileState.LOOKED,
    Status.ALREADY_IMPORTED: FileState.KNOWN,
}


def _told(data: Path, file: DeliveredFile, policy: Policy, telling: Telling, job: Job, *, dry_run: bool) -> FileReport:
    path = copies.path_of(data, file.delivery_id, file.number, file.name)
    mapping = copies.mapping_of(data, file.delivery_id, file.number)
    if not path.exists():
        sentence = f"The copy of {file.name} is gone, perhaps with somebody who was erased. Hand it in again."
        return FileReport(file=file.name, status=Status.REFUSED, sentence=sentence, code="copy_gone")
    report = import_paths(
        data,
        [path],
        policy=policy,
        as_=mapping if file.mapping and mapping.exists() else file.kind or None,
        dry_run=dry_run,
        by=str(job.by) if job.by else None,
        progress=lambda _file, done, total: telling.part(done / total if total else 0.0, size=file.size),
    )
    told = report.files[0]
    if told.code in STANDS_IN_THE_WAY:
        raise Busy(told.sentence, again=told.code == "lake_busy")
    return told


def _delivery(job: Job) -> Delivery:
    assert job.delivery is not None
    return job.delivery


def _found(told: FileReport) -> dict[str, Any]:
    """What pages show of a report: figures and names of columns, no words out of rows."""
    kept = told.told()
    for name in ("file", "status", "sentence", "code", "batch", "not_read"):
        kept.pop(name, None)
    return kept


def _without_commands(sentence: str) -> str:
    """A refusal without what it advises to type: pages have a form for that, and no command line."""
    return re.sub(r"(?:;|\.)? `vouch [^`]*` [^.]*\.", ".", sentence)


def _draft(data: Path, file: DeliveredFile, told: FileReport) -> None:
    """Draft a mapping for a file that needs one, to be read and corrected on the page."""
    path = copies.draft_of(data, file.delivery_id, file.number)
    path.unlink(missing_ok=True)
    if told.code not in _MAPPED or file.mapping:
        return
    with suppress(BadInput):
        path.write_text(suggest(copies.path_of(data, file.delivery_id, file.number, file.name)), encoding="utf-8")


def _note_rows(data: Path, file: DeliveredFile, told: FileReport) -> None:
    rows = [asdict(row) for row in told.not_read[:_SHOWN]]
    path = copies.not_read_of(data, file.delivery_id, file.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
