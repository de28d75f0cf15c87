"""A file that was asked for, in sentences: what it is, how far, until when it can be fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vouch.program.exports.queries import can_be_fetched
from vouch.program.work.states import JobState
from vouch.web.shared import reader
from vouch.web.shared.environment import plural, spelled

if TYPE_CHECKING:
    from vouch.program.exports.models import Export

_OVER = {
    JobState.REFUSED: "could not be written",
    JobState.FAILED: "could not be written",
    JobState.STOPPED: "was stopped",
}


def name(row: Export) -> str:
    """What the file is called."""
    return f"{row.what}.{row.kind}"


def size(count: int) -> str:
    """Bytes as people read them: “6.2 MB”."""
    number = reader.current().number
    if count < 1_000_000:
        return f"{number(max(1, round(count / 1000)))} kB"
    return f"{number(count / 1_000_000, 1)} MB"


def sentence(row: Export) -> str:
    """The heading of its page."""
    state = JobState(row.job.state)
    if state is JobState.WAITING:
        return f"{name(row)} waits to be written."
    if state is JobState.RUNNING:
        return f"{name(row)} is being written."
    if state in _OVER:
        return f"{name(row)} {_OVER[state]}."
    if not can_be_fetched(row):
        return f"{name(row)} has expired."
    return f"{name(row)} is ready: {plural(row.rows, 'row')}, {size(row.size)}."


def stands(row: Export) -> str:
    """Where it stands, in a list of several."""
    state = JobState(row.job.state)
    if state in (JobState.WAITING, JobState.RUNNING):
        return "waits" if state is JobState.WAITING else "is being written"
    if state in _OVER:
        return _OVER[state]
    return f"ready until {reader.current().moment(row.expires_at)}" if can_be_fetched(row) else "expired"


def head(ready: Sequence[Export], rows: Sequence[Export]) -> str:
    """The heading of the list of files."""
    if not rows:
        return "No file is waiting for you."
    under_way = sum(row.job.open for row in rows)
    told = f"{spelled(len(ready), 'file is', 'files are')} ready to be fetched"
    return f"{told}, {plural(under_way, 'is', 'are')} under way." if under_way else f"{told}."
