"""Writes a list to a file that somebody asked for: whole or not at all, as whoever asked may see it now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vouch.domain.errors import NotFound
from vouch.lake.disk import disk_refusals
from vouch.program.colleagues.permissions import may
from vouch.program.exports import actions, queries
from vouch.program.findings.queries import current_run
from vouch.runs import taken
from vouch.runs.taken import files
from vouch.runs.work.busy import Busy
from vouch.runs.work.telling import Telling

if TYPE_CHECKING:
    from vouch.program.work.models import Job

_MEANWHILE = "Everybody was placed anew while the file was written, so it is begun again."
_ERASED = "Somebody was erased while the file was written, so it is begun again."


def write(data: Path, job: Job) -> None:
    """Write the file of this job. A worker that is killed leaves a part of it, which the next one writes anew.

    Raises Busy where rows of two runs would stand in one file; NotAllowed where whoever asked may not take it any more.
    """
    export = queries.of_job(job)
    if export is None:
        raise NotFound("no_such_export", "Nobody waits for this file any more.")
    who = actions.may_still(export)
    run = current_run()
    asks = taken.Asks(**export.asks)
    of = taken.count(export.what, asks)
    path = files.path_of(data, export.pk, f"{export.what}.{export.kind}")
    part = path.with_name(path.name + files.PART)
    files.remove(data, export.pk)
    telling = Telling(job)
    try:
        with disk_refusals(data):
            path.parent.mkdir(parents=True, exist_ok=True)
            count = taken.write(
                part,
                export.kind,
                taken.heads(export.what, asks),
                taken.rows(export.what, asks, lambda permission, owner: may(who, permission, owner=owner)),
                tell=lambda done: telling.count(done, max(of, done), f"Writing {path.name}"),
            )
            if current_run() != run:
                raise Busy(_MEANWHILE, again=True)
            if not part.exists():
                raise Busy(_ERASED, again=True)
            part.replace(path)
    except BaseException:
        files.remove(data, export.pk)
        raise
    actions.ready(export, rows=count, size=path.stat().st_size, run=run.pk if run else "")
