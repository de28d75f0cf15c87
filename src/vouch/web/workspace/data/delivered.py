"""What became of files that were handed in, as the first sentence of their page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.program.work.states import FileState, Task
from vouch.runs import kept
from vouch.web.shared import reader
from vouch.web.shared.environment import plural, spelled

if TYPE_CHECKING:
    from vouch.program.work.models import DeliveredFile, Delivery


@dataclass(frozen=True, kw_only=True)
class Covered:
    """The time for which a file knows what its source says to a table."""

    table: str
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a look at a file, or its import, found."""

    kind: str
    system: str
    counts: Mapping[str, int]
    covers: Sequence[Covered]
    unmapped: Sequence[str]
    notes: Sequence[str]
    rows_not_read: int
    cells_not_read: int
    rows_left_out: int
    rows_erased: int


def found_in(file: DeliveredFile) -> Found | None:
    """What is noted of a file; None before a look at it."""
    told = file.found
    if not told:
        return None
    return Found(
        kind=kept.titled(told["kind"]) if told.get("kind") else "",
        system=told.get("system") or "",
        counts=told.get("counts", {}),
        covers=[
            Covered(
                table=one["table"],
                since=dt.datetime.fromisoformat(one["since"]),
                until=dt.datetime.fromisoformat(one["until"]),
            )
            for one in told.get("covers", [])
        ],
        unmapped=told.get("unmapped", []),
        notes=told.get("notes", []),
        rows_not_read=told.get("rows_not_read", 0),
        cells_not_read=told.get("cells_not_read", 0),
        rows_left_out=told.get("rows_left_out", 0),
        rows_erased=told.get("rows_erased", 0),
    )


def head_of(made: Delivery, files: Sequence[DeliveredFile], task: Task | None) -> str:
    """The page in a sentence: what is being done, what was found, or what came of it."""
    count = plural(len(files), "file") if len(files) > 1 else files[0].name if files else "nothing"
    if task is Task.LOOK:
        return f"Looking at {count}. Nothing is imported yet."
    if task is Task.IMPORT:
        return f"Importing {count}."
    states = [FileState(file.state) for file in files]
    came = FileState.IMPORTED in states or all(state is FileState.KNOWN for state in states)
    if made.closed_at is not None and not came:
        return "These files were left aside." if len(files) > 1 else f"{count} was left aside."
    return f"{'; '.join(_parts(files, states))}."


def _parts(files: Sequence[DeliveredFile], states: Sequence[FileState]) -> list[str]:
    if len(files) == 1:
        return [_one(files[0], states[0])]
    can, cannot, known, came = (
        [file for file, state in zip(files, states, strict=True) if state is wanted]
        for wanted in (FileState.LOOKED, FileState.REFUSED, FileState.KNOWN, FileState.IMPORTED)
    )
    parts = []
    if can:
        rows = sum(int(file.found.get("rows_kept", 0)) for file in can)
        parts.append(f"{spelled(len(can), 'file')} of {len(files)} can be read, with {plural(rows, 'row')}")
    if came:
        count = plural if parts else spelled
        parts.append(f"{count(len(came), 'file is', 'files are')} in")
    if known:
        parts.append(f"{plural(len(known), 'was', 'were')} read before")
    if cannot:
        one = len(cannot) == 1
        parts.append(f"{plural(len(cannot), 'cannot', 'cannot')} be read as {'it is' if one else 'they are'}")
    return parts or ["Nothing is left to do here"]


def _one(file: DeliveredFile, state: FileState) -> str:
    kept, read = int(file.found.get("rows_kept", 0)), int(file.found.get("rows_read", 0))
    number = reader.current().number
    if state is FileState.LOOKED:
        if kept == read:
            return f"{file.name} can be read, all {plural(read, 'row')} of it"
        return f"{file.name} can be read: {number(kept)} of {plural(read, 'row')}"
    if state is FileState.IMPORTED:
        return f"{file.name} is in: {number(kept)} of {plural(read, 'row')}"
    if state is FileState.KNOWN:
        return f"{file.name} was read before, so nothing changes"
    if state is FileState.REFUSED:
        return f"{file.name} cannot be read as it is"
    return f"{file.name} waits to be looked at"
