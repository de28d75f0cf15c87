"""Does somebody work, and does work come to its end?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from vouch.program.work import queries
from vouch.program.work.states import JobState
from vouch.runs.at_work import somebody_works
from vouch.runs.doctor.finding import Finding, Weight
from vouch.runs.work.copies import INBOX

LONG = dt.timedelta(minutes=30)
"""Work that waits or takes longer than this is worth a word."""


def found(data: Path, now: dt.datetime) -> Iterator[Finding]:
    """What keeps work from being done."""
    jobs = queries.open_jobs()
    old = [job for job in jobs if job.state == JobState.WAITING and now - job.asked_at > LONG]
    if not somebody_works(data):
        waiting = f", and {_pieces(len(jobs))} waited" if jobs else ""
        yield Finding(
            code="no_worker",
            what="worker",
            weight=Weight.WRONG if old or _in_the_inbox(data) else Weight.KNOW,
            sentence=f"No worker is running{waiting}: nobody looks into the inbox, and nobody is placed at night.",
            mend="vouch worker",
            figures={"waiting": len(jobs)},
        )
    elif old:
        yield Finding(
            code="work_waits",
            what="worker",
            weight=Weight.SLOW,
            sentence=f"{_pieces(len(old))} waited for longer than half an hour; the worker is at: "
            f"{next((job.words for job in jobs if job.words), 'something else')}.",
            mend="vouch serve, then Data, says what is under way",
            figures={"waiting": len(old)},
        )
    last = queries.last_refresh()
    if last is None:
        return
    if last.state in {JobState.REFUSED, JobState.FAILED}:
        yield Finding(
            code="placing_failed",
            what="placements",
            weight=Weight.WRONG,
            sentence=f"Placing everybody ended without placements: {last.sentence}",
            mend="vouch worker --once --place",
        )
    elif last.started_at and last.finished_at and (took := last.finished_at - last.started_at) > LONG:
        minutes = round(took.total_seconds() / 60)
        yield Finding(
            code="placing_slow",
            what="placements",
            weight=Weight.SLOW,
            sentence=f"Placing everybody last took {minutes} minutes. After a change of policy or identity it takes "
            "all facts; if each time does, look at what stands below about files, or let Spark do it.",
            mend="vouch tidy, or docs/operate/spark.md",
            figures={"minutes": minutes},
        )


def _pieces(count: int) -> str:
    return "1 piece of work has" if count == 1 else f"{count} pieces of work have"


def _in_the_inbox(data: Path) -> bool:
    folder = data / INBOX
    return folder.is_dir() and any(path.is_file() for path in folder.iterdir())
