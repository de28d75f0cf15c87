"""Which files are meant by the paths a person gave."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from vouch.domain.errors import BadInput
from vouch.importers.base.source import ENDINGS


def find(paths: Sequence[Path]) -> list[Path]:
    """The files of `paths` in a stable order: those named, and those in folders that look like data.

    In folders, hidden files, lock files and other endings are passed over.
    Raises BadInput for a path that is not there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(sorted(_inside(path)))
        elif path.exists():
            found[path] = None
        else:
            raise BadInput("no_such_file", f"There is no file or folder {path}.", file=str(path))
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", "~")) and Path(name).suffix.lower() in ENDINGS:
                yield Path(place, name)
