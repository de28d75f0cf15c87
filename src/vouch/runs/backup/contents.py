"""Which files of a data folder are worth keeping? All but what is made again, passes through, or is a copy itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

BACKUPS = "backups"
DATABASE = "vouch.sqlite3"
LEFT_OUT = frozenset({
    "cache", "static", "spill",  # made again
    "exports",  # written anew when somebody asks
    "uploads", "inbox",  # raw files: their facts are in the lake, or they can be handed in again
    BACKUPS, "sample-door", "lake.lock", "lake.readers", "worker.lock", "start.lock",
    DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal",  # copied by its own means
})  # fmt: skip
"""Names in the data folder that a backup has not, or not as they lie there."""
_RUNS = Path("lake") / "runs"


def contents(data: Path) -> Iterator[Path]:
    """The files of the data folder a backup holds, by their paths within it; what is half written is not among them."""
    for path in sorted(data.iterdir()):
        if path.name in LEFT_OUT or path.name.startswith("."):
            continue
        yield from (one.relative_to(data) for one in _files(path))


def run_of(path: Path) -> Path | None:
    """The folder of the run whose result tables a file belongs to: it may go at any moment, and then all of it."""
    return Path(*path.parts[:3]) if path.parts[:2] == _RUNS.parts and len(path.parts) > 3 else None


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for inside in sorted(path.iterdir()):
            if not inside.name.startswith("."):
                yield from _files(inside)
