"""What became of each file of an import, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Protocol

SHOWN = 10_000
"""Rows not read that a report holds by itself; all of them are kept with the batch."""


class Status(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    ALREADY_IMPORTED = "already_imported"
    EMPTY = "empty"
    WOULD_IMPORT = "would_import"
    REFUSED = "refused"
    NOT_TRIED = "not_tried"


class Progress(Protocol):
    """Is told how far a file has been read: `done` grows towards `total`, in whatever the file is counted in."""

    def __call__(self, file: str, done: int, total: int) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A row, or one cell of it, that was not read."""

    file: str
    row: int
    column: str
    reason: str
    value_excerpt: str


@dataclass(kw_only=True)
class FileReport:
    """One file. `sentence` says what became of it; the numbers are those of its batch, also where it came before."""

    file: str
    status: Status
    sentence: str
    code: str | None = None
    batch: str | None = None
    kind: str | None = None
    system: str | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_not_read: int = 0
    rows_left_out: int = 0
    rows_erased: int = 0
    cells_not_read: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    covers: list[dict[str, str]] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    not_read: list[Rejected] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return asdict(self)


@dataclass(kw_only=True)
class Report:
    """All files of one import, in the order they were tried."""

    files: list[FileReport] = field(default_factory=list)

    def with_status(self, status: Status) -> Iterator[FileReport]:
        """The files of which this became."""
        return (file for file in self.files if file.status is status)

    @property
    def refused(self) -> bool:
        """Whether any file did not go in."""
        return any(file.status in {Status.REFUSED, Status.NOT_TRIED} for file in self.files)

    def told(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            **{status.value: sum(1 for _ in self.with_status(status)) for status in Status},
            "files": [file.told() for file in self.files],
        }
