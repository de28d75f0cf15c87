"""Which files are meant by the paths a person gave."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from vouch.domain.errors import BadInput
from vouch.importers.base.source import looks_like_data


def find(paths: Sequence[Path]) -> list[Path]:
    """The files of `paths` in a stable order: those named, and those in folders that look like data.

    In folders, hidden files, lock files, pipes and other endings are passed over.
    Raises BadInput for a path that is not there, cannot be read or is no file.
    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            folder, file, there = path.is_dir(), path.is_file(), path.exists()
        except OSError as error:  # a folder on the way is closed, or the name is too long for any file
            raise BadInput("unreadable", f"{path} cannot be read: {error.strerror}.", file=str(path)) from error
        if folder:
            found |= dict.fromkeys(sorted(_inside(path)))
        elif file:
            found[path] = None
        elif there:
            raise BadInput(
                "no_file", f"{path} is a pipe or a device, not a file: save what it gives as a file.", file=str(path)
            )
        else:
            raise BadInput("no_such_file", f"There is no file or folder {path}.", file=str(path))
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place, name)
            if not name.startswith((".", "~")) and looks_like_data(path) and path.is_file():
                yield path


def _closed(error: OSError) -> None:
    where = str(error.filename)
    raise BadInput("unreadable", f"The folder {where} cannot be read: {error.strerror}.", file=where) from error
