"""Where do lists lie that people take away? One folder each in the data folder, until they expire."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

EXPORTS = "exports"
PART = ".part"
"""The ending of a file that is being written."""


def path_of(data: Path, export: str, name: str) -> Path:
    """Where the file of one export lies once it is written."""
    return data / EXPORTS / export / name


def written(data: Path, export: str) -> Path | None:
    """The file of one export; None where it is not written, or gone."""
    folder = data / EXPORTS / export
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return next((path for path in found if path.suffix != PART), None)


def unfinished(data: Path) -> list[Path]:
    """The files that are being written, or that a killed worker left."""
    return sorted((data / EXPORTS).glob(f"*/*{PART}"))


def remove(data: Path, export: str) -> None:
    """Remove the file of one export, whole or not."""
    shutil.rmtree(data / EXPORTS / export, ignore_errors=True)


def remove_all_but(data: Path, wanted: Collection[str]) -> None:
    """Remove every file that is not of one of these exports."""
    folder = data / EXPORTS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in wanted:
            shutil.rmtree(path, ignore_errors=True)
