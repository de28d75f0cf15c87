"""Does one piece of work, and notes how it ended: done, refused with a sentence, put back, or our own mistake."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from vouch.domain.errors import Conflict, NotFound, Refusal
from vouch.domain.policy import Policy, load
from vouch.lake.disk import refusal_of
from vouch.lake.store import Lake
from vouch.program.work import actions, doing
from vouch.program.work.states import JobState, Task
from vouch.runs.work import exporting, files, previewing
from vouch.runs.work.busy import STANDS_IN_THE_WAY, Busy, Stopped

if TYPE_CHECKING:
    from vouch.program.work.models import Job

_log = logging.getLogger("vouch.work")
_AGAIN = dt.timedelta(seconds=5)
_FAULT = (
    "Something broke on our side, and nothing was half-done. Ask for it again; if it happens twice, the worker's log "
    "says what it was."
)


def _undo(data: Path, job: Job, policy: Policy) -> bool:
    try:
        Lake(data).undo(job.batch)
    except NotFound:
        if job.attempts <= 1:
            raise
        # a worker was killed between taking it out and saying so
    doing.taken_out(job)
    return True


def _place(data: Path, job: Job, policy: Policy) -> bool:
    from vouch.runs.refresh import refresh  # seconds to load, and most work does not need it

    doing.progress(job, words="Placing everybody anew", done=0, of=0)
    done = refresh(data, policy)
    _log.info("placed as of %s: %s", done.as_of, done.anew or "everybody, from the facts")
    return False


def _export(data: Path, job: Job, policy: Policy) -> bool:
    exporting.write(data, job)
    return False


def _preview(data: Path, job: Job, policy: Policy) -> bool:
    previewing.preview(data, job, policy)
    return False


_DO: dict[str, Callable[[Path, Job, Policy], bool]] = {
    Task.LOOK: files.look,
    Task.IMPORT: files.take_in,
    Task.UNDO: _undo,
    Task.REFRESH: _place,
    Task.EXPORT: _export,
    Task.PREVIEW: _preview,
}


def do(data: Path, job: Job) -> None:
    """Do this job to its end. Whatever happens is noted with it; only the end of the process is not."""
    doing.begin(job)
    try:
        changed = _DO[job.task](data, job, load(data / "policy.toml"))
    except Busy as busy:
        if busy.again:
            doing.put_back(job, until=timezone.now() + _AGAIN, sentence=busy.sentence)
        else:
            doing.end(job, JobState.REFUSED, busy.sentence)
    except Stopped:
        doing.end(job, JobState.STOPPED, actions.STOPPED)
    except Refusal as refusal:
        _refused(job, refusal)
    except Exception as error:
        said = refusal_of(data, error)
        if said:
            _refused(job, said)
            return
        _log.exception("job %s (%s) broke", job.pk, job.task)
        doing.end(job, JobState.FAILED, _FAULT)
    else:
        if changed:
            actions.refresh_soon(by=job.by)
        doing.end(job, JobState.DONE)


def _refused(job: Job, refusal: Refusal) -> None:
    if isinstance(refusal, Conflict) and refusal.code in STANDS_IN_THE_WAY:
        doing.put_back(job, until=timezone.now() + _AGAIN, sentence=refusal.sentence)
    else:
        doing.end(job, JobState.REFUSED, refusal.sentence)
