"""What is being done in the background right now, in a sentence with a bar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from vouch.program.work import queries
from vouch.program.work.states import JobState, Task
from vouch.web.shared import reader

if TYPE_CHECKING:
    from vouch.program.work.models import Job

_WAITS = {
    Task.LOOK: "Files wait to be looked at",
    Task.IMPORT: "Files wait to be imported",
    Task.UNDO: "A batch waits to be taken out",
    Task.REFRESH: "Everybody is about to be placed anew",
    Task.EXPORT: "A list waits to be written",
    Task.PREVIEW: "A policy waits to be tried",
}
_DOES = {
    Task.LOOK: "Looking at files",
    Task.IMPORT: "Reading files",
    Task.UNDO: "Taking a batch out",
    Task.REFRESH: "Placing everybody anew",
    Task.EXPORT: "Writing a list",
    Task.PREVIEW: "Trying a policy",
}
_TELLING = dt.timedelta(seconds=3)
"""Before that, nobody can say how long it will take."""


@dataclass(frozen=True, kw_only=True)
class UnderWay:
    """What is going on: in words, how far (`done` is None where nobody knows), and how much waits behind it."""

    words: str
    done: int | None
    of: int
    behind: int
    delivery: str


def under_way() -> UnderWay | None:
    """The work that is under way or comes next; None when there is none."""
    jobs = queries.open_jobs()
    return told(jobs[0], behind=len(jobs) - 1) if jobs else None


def told(job: Job, *, behind: int = 0) -> UnderWay:
    """One piece of work in words."""
    running = job.state == JobState.RUNNING
    known = running and job.of > 0
    words = (job.words or _DOES[Task(job.task)]) if running else (job.words or _WAITS[Task(job.task)])
    if known:
        words += f": {reader.current().in_hundred(job.done / job.of)}{_left(job)}"
    return UnderWay(
        words=words if words.endswith(".") else f"{words}.",
        done=job.done if known else None,
        of=max(job.of, 1),
        behind=behind,
        delivery=job.delivery_id or "",
    )


def _left(job: Job) -> str:
    if job.started_at is None or not 0 < job.done < job.of:
        return ""
    spent = timezone.now() - job.started_at
    if spent < _TELLING:
        return ""
    left = spent.total_seconds() * (job.of - job.done) / job.done
    if left < 50:
        return f", about {max(5, round(left / 5) * 5)} seconds left"
    minutes = max(1, round(left / 60))
    return f", about {minutes} minute{'' if minutes == 1 else 's'} left"
