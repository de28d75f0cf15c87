"""What the worker writes down while it works: begun, how far, how it ended. One worker at a time calls these."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.program.history.actions import record
from vouch.program.work.actions import STOPPED
from vouch.program.work.models import DeliveredFile, Delivery, Job
from vouch.program.work.states import OPEN, FileState, JobState, Task

ATTEMPTS = 3
"""How often work is begun before it is given up."""


@transaction.atomic
def recover() -> int:
    """Put back what a worker left when it was killed; what was begun too often is given up. Returns how many.

    Call it only while no other worker can be at work.
    """
    count = 0
    for job in Job.objects.filter(state=JobState.RUNNING):
        count += 1
        if job.stop_asked:
            end(job, JobState.STOPPED, STOPPED)
        elif job.attempts >= ATTEMPTS:
            end(
                job,
                JobState.FAILED,
                f"This was begun {job.attempts} times and stopped each time before its end, maybe for want of memory. "
                "Nothing was half-done. Ask for it again, or look at the worker's log.",
            )
        else:
            _wait_again(job, None, "")
    return count


def begin(job: Job) -> Job:
    """Note that this is under way."""
    job.state, job.started_at, job.attempts = JobState.RUNNING, timezone.now(), job.attempts + 1
    job.done = job.of = 0
    job.words = job.sentence = ""
    job.save(update_fields=["state", "started_at", "attempts", "done", "of", "words", "sentence"])
    return job


def progress(job: Job, *, words: str, done: int, of: int) -> bool:
    """Note how far it is. False: somebody wants it to end here."""
    rows = Job.objects.filter(pk=job.pk, stop_asked=False)
    return bool(rows.update(words=words[:300], done=done, of=of))


def put_back(job: Job, *, until: dt.datetime, sentence: str) -> None:
    """Try again later; waiting for somebody else is no attempt."""
    job.attempts = max(0, job.attempts - 1)
    _wait_again(job, until, sentence)


def _wait_again(job: Job, until: dt.datetime | None, words: str) -> None:
    if job.task == Task.REFRESH and Job.objects.filter(task=Task.REFRESH, state=JobState.WAITING).exists():
        end(job, JobState.DONE, "Another placing was asked for meanwhile and does this one's work.")
        return
    job.state, job.not_before, job.words = JobState.WAITING, until, words[:300]
    job.save(update_fields=["state", "not_before", "words", "attempts"])


def end(job: Job, state: JobState, sentence: str = "") -> None:
    """Note that it ended, and how."""
    job.state, job.sentence, job.finished_at, job.words = state, sentence, timezone.now(), ""
    job.save(update_fields=["state", "sentence", "finished_at", "words"])


def looked(
    file: DeliveredFile, *, state: FileState, sentence: str, code: str, batch: str, found: dict[str, Any]
) -> None:
    """Note what a look at a file found."""
    file.state, file.sentence, file.code, file.batch, file.found = state, sentence, code, batch, found
    file.save(update_fields=["state", "sentence", "code", "batch", "found"])


@transaction.atomic
def imported(job: Job, file: DeliveredFile, *, new: bool, sentence: str, batch: str, found: dict[str, Any]) -> None:
    """Note that a file is in, and write it into the history."""
    looked(
        file,
        state=FileState.IMPORTED if new else FileState.KNOWN,
        sentence=sentence,
        code="",
        batch=batch,
        found=found,
    )
    if new:
        record(by=job.by, door="worker", action="import_batch", kind="batch", object_id=batch)


@transaction.atomic
def taken_out(job: Job) -> None:
    """Write into the history that a batch was taken out."""
    record(by=job.by, door="worker", action="batch_taken_out", kind="batch", object_id=job.batch)


@transaction.atomic
def came_by_inbox(batch: str) -> None:
    """Write into the history that a batch came by the inbox."""
    record(by=None, door="inbox", action="import_batch", kind="batch", object_id=batch)


def close(delivery: Delivery) -> None:
    """Note that nothing more will be done with these files."""
    delivery.closed_at = timezone.now()
    delivery.save(update_fields=["closed_at"])


def forget(*, before: dt.datetime) -> int:
    """Forget deliveries and work that ended before then: batches and history keep what came of them."""
    gone, _ = Delivery.objects.filter(closed_at__lt=before).exclude(jobs__state__in=OPEN).delete()
    gone += Job.objects.filter(finished_at__lt=before, delivery=None).delete()[0]
    return gone
