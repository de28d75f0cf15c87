"""What appeared in the inbox folder? Files that are complete are imported, then moved to where their end is told.

inbox/tickets.csv                    waits; `tickets.toml` beside it, where there is one, is its mapping
inbox/done/2026-11-22/tickets.csv    is in
inbox/refused/2026-11-22/x.csv       cannot be read; `x.csv.txt` says why
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.work import doing
from vouch.runs.ingest import FileReport, Status, import_paths
from vouch.runs.work.busy import STANDS_IN_THE_WAY
from vouch.runs.work.copies import INBOX

_log = logging.getLogger("vouch.work")
DONE, REFUSED = "done", "refused"
SETTLED = 5.0
"""Seconds for which a file must not have changed before it counts as complete."""
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart")
_MAPPING = ".toml"

Stamp = tuple[int, int]


@dataclass
class Inbox:
    """The inbox of one data folder, as one worker sees it: it remembers what it saw when."""

    data: Path
    clock: Callable[[], float] = time.monotonic
    _seen: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    _stuck: dict[Path, Stamp] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder people put files into."""
        return self.data / INBOX

    def open(self) -> None:
        """Make the folder where it is not there yet, so that people can see where files go."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def complete(self) -> list[Path]:
        """The files that have not changed for SETTLED seconds, in the order of their names.

        A file that is still being copied grows or changes its time; one ending in `.part` waits to be renamed.
        """
        now, found, seen = self.clock(), [], {}
        for path in self._waiting():
            stamp = _stamp(path)
            if stamp is None or self._stuck.get(path) == stamp:
                continue
            before = self._seen.get(path)
            since = before[1] if before and before[0] == stamp else now
            seen[path] = (stamp, since)
            if now - since >= SETTLED:
                found.append(path)
        self._seen = seen
        return found

    def settling(self) -> bool:
        """Whether files lie there that are not known to be complete yet."""
        return bool(self._seen)

    def take(self, path: Path, policy: Policy) -> bool:
        """Import one complete file and move it to where it belongs. True when something new came.

        A file that cannot be moved away is left alone until it changes; one that met a busy lake is tried again.
        """
        mapping = path.with_suffix(_MAPPING)
        if path.is_symlink():
            told = FileReport(
                file=str(path),
                status=Status.REFUSED,
                sentence=f"{path.name} is a link to another place. Put the file itself into the inbox.",
            )
        else:
            report = import_paths(
                self.data, [path], policy=policy, as_=mapping if mapping.is_file() else None, by="inbox"
            )
            told = report.files[0]
        if told.code in STANDS_IN_THE_WAY:
            _log.warning("the inbox waits: %s", told.sentence)
            self._seen.pop(path, None)
            return False
        if told.status is Status.IMPORTED and told.batch:
            doing.came_by_inbox(told.batch)
        try:
            self._move(path, told, policy)
        except OSError as error:
            _log.warning("%s was read but cannot be moved out of the inbox: %s", path.name, error)
            stamp = _stamp(path)
            if stamp is not None:
                self._stuck[path] = stamp
        return told.status is Status.IMPORTED

    def tidy(self, *, keep_days: int, today: dt.date) -> int:
        """Remove what was done with more than `keep_days` days ago. Returns how many days' folders went."""
        gone = 0
        for folder in (self.folder / DONE, self.folder / REFUSED):
            for day in folder.iterdir() if folder.is_dir() else ():
                try:
                    age = (today - dt.date.fromisoformat(day.name)).days
                except ValueError:
                    continue  # not one of ours
                if age >= keep_days:
                    shutil.rmtree(day, ignore_errors=True)
                    gone += 1
        return gone

    def _waiting(self) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        for place, folders, names in os.walk(self.folder):
            if Path(place) == self.folder:
                folders[:] = [name for name in folders if name not in (DONE, REFUSED)]
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith((".", "~")) and not name.lower().endswith((*_UNFINISHED, _MAPPING)):
                    yield Path(place, name)

    def _move(self, path: Path, told: FileReport, policy: Policy) -> None:
        refused = told.status is Status.REFUSED
        day = dt.datetime.now(policy.zone).date().isoformat()
        inside = path.relative_to(self.folder)
        to = _free(self.folder / (REFUSED if refused else DONE) / day / inside)
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)
        mapping = path.with_suffix(_MAPPING)
        if mapping.is_file() and not any(self._same_stem(path)):
            mapping.rename(_free(to.with_suffix(_MAPPING)))
        if refused:
            to.with_name(f"{to.name}.txt").write_text(f"{told.sentence}\n", encoding="utf-8")

    def _same_stem(self, path: Path) -> Iterator[Path]:
        """Other files that wait for the same mapping."""
        return (other for other in path.parent.glob(f"{path.stem}.*") if other.suffix != _MAPPING and other != path)


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _free(path: Path) -> Path:
    """The path, or the next one like it that nothing lies at."""
    number, found = 1, path
    while found.exists() or found.is_symlink():
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    return found
