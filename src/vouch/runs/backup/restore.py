"""Brings a backup back: into an empty folder, whole or not at all, without the people who were erased since.

Everything is unpacked, compared and sifted beside, and moved into place as the last step. The list of erased people
that the folder already holds counts together with the one in the backup.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connections

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import load
from vouch.lake.disk import disk_refusals
from vouch.lake.erasure import FILES, Suppression
from vouch.runs.backup import database
from vouch.runs.backup.contents import DATABASE, LEFT_OUT
from vouch.runs.backup.manifest import DUMP, FOLDER, Manifest
from vouch.runs.backup.unpack import unpacked

if TYPE_CHECKING:
    from vouch.runs.backup.sift import Sifted

_UNFINISHED = ".restoring"
_POLICY = "policy.toml"


@dataclass(frozen=True)
class Restored:
    """What came back: when the backup was made, how many files, its database, and what was sifted out again."""

    made_at: datetime
    files: int
    database: str
    sifted: Sifted


def restore(
    archive: Path, data: Path, *, at_work: Callable[[Path], Callable[[], None]], with_database: bool = True
) -> Restored:
    """Brings `archive` back into the folder `data`, which is empty or holds the list of erased people alone.

    `at_work` makes the program ready to work in a folder, and gives what brings its tables up to date. Raises BadInput
    for what is not a whole backup, Conflict where the folder or the PostgreSQL database holds anything else.
    """
    if not archive.is_file():
        raise BadInput("no_such_file", f"There is no file at {archive}.", file=str(archive))
    _require_empty(data)
    unfinished = data / _UNFINISHED
    new = [folder for folder in (data, *data.parents) if not folder.exists()]
    with disk_refusals(data):
        unfinished.mkdir(mode=0o700, parents=True)
        try:
            manifest = unpacked(archive, unfinished)
            folder = unfinished / FOLDER
            folder.mkdir(exist_ok=True)
            Suppression.of(folder).unite(data)
            sifted = _at_work(manifest, unfinished, folder, at_work, with_database)
            connections.close_all()
            _moved(folder, data)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
            for made in new:
                if made.is_dir() and not any(made.iterdir()):
                    made.rmdir()
    return Restored(manifest.made_at, len(manifest.files), manifest.database, sifted)


def _require_empty(data: Path) -> None:
    if not data.exists():
        return
    if not data.is_dir():
        raise BadInput("not_a_folder", f"{data} is a file. Name a folder that is empty or not there yet.")
    names = {path.name for path in data.iterdir()}
    held = names - FILES - {"lost+found"}
    if _UNFINISHED in held:
        raise Conflict(
            "restore_cut_off",
            f"Restoring into {data} was cut off. Remove everything in it but {' and '.join(sorted(FILES))}, then begin "
            "again.",
        )
    if "suppression" in names and "key" not in names:
        raise BadInput(
            "list_without_key",
            f"{data} holds the list of erased people without its key, so that it names nobody. Put the file key beside "
            "it, or take the list away.",
        )
    if held:
        raise Conflict(
            "folder_not_empty",
            f"{data} holds {min(held)} and more. A backup is restored into an empty folder, or one that holds nothing "
            f"but {' and '.join(sorted(FILES))}.",
        )


def _at_work(
    manifest: Manifest,
    unfinished: Path,
    folder: Path,
    at_work: Callable[[Path], Callable[[], None]],
    with_database: bool,
) -> Sifted:
    up_to_date = at_work(folder)
    # the program's tables can be named only now
    from vouch.runs.backup.sift import Sifted, sift

    if with_database:
        _require_same_kind(manifest)
        if manifest.database == "postgresql":
            database.require_empty_postgresql()
            database.restore_postgresql(unfinished / DUMP)
    if not Suppression.of(folder):
        return Sifted()
    up_to_date()
    return sift(folder, load(folder / _POLICY))


def _require_same_kind(manifest: Manifest) -> None:
    here = "postgresql" if database.is_postgresql() else "sqlite"
    if manifest.database not in (here, "none"):
        how = "Set VOUCH_DATABASE_URL to an empty database." if here == "sqlite" else "Unset VOUCH_DATABASE_URL."
        raise Conflict(
            "other_database",
            f"This backup has its rows in {_NAMES[manifest.database]}, and this installation is set to "
            f"{_NAMES[here]}. {how}",
        )


_NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def _moved(folder: Path, data: Path) -> None:
    made_again = LEFT_OUT - {DATABASE, f"{DATABASE}-wal"}
    # the list first: whatever else is there, the people on it stay out
    for path in sorted(folder.iterdir(), key=lambda path: (path.name not in FILES, path.name)):
        if path.name not in made_again:
            path.replace(data / path.name)
