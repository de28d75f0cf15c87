"""Keeps a copy of everything in one file.

The lake stands still meanwhile: nobody imports, and readers go on. The database is copied as it is at one moment
within that time, so that what colleagues wrote is in the copy or is carried to its facts after it was restored.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from vouch import __version__
from vouch.domain.errors import BadInput, Conflict
from vouch.lake.disk import disk_refusals
from vouch.lake.store import Lake
from vouch.runs.backup import database
from vouch.runs.backup.contents import BACKUPS, DATABASE, contents, run_of
from vouch.runs.backup.manifest import DUMP, FOLDER, FORMAT, NAME, Database, Manifest


@dataclass(frozen=True)
class Made:
    """A backup: where it is, how large, how many files it holds, and how the database is in it."""

    path: Path
    size: int
    files: int
    database: Database


def backup(
    data: Path,
    to: Path | None = None,
    *,
    with_database: bool = True,
    at: datetime | None = None,
    patience: float = 60.0,
) -> Made:
    """Keeps a copy of the data folder at `to`, or in its own folder for backups. It appears whole or not at all.

    Raises Conflict when there is a file already, or when the lake is being changed for longer than `patience` seconds;
    BadInput where the folder of `to` is not there, or lies among the data, where erasing would not find the copy.
    """
    at = at or datetime.now(UTC)
    path = to or data / BACKUPS / f"vouch-{at:%Y-%m-%dT%H%M%SZ}.tar.gz"
    if path.exists():
        raise Conflict("backup_exists", f"There is a file at {path} already. Name another.", file=str(path))
    if to is not None:
        _require_place(data, to)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with disk_refusals(path.parent):
        if to is None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                made = _filled(data, file, at, with_database, patience)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return Made(path, path.stat().st_size, len(made.files), made.database)


def _require_place(data: Path, to: Path) -> None:
    folder, within = to.parent.resolve(), data.resolve()
    if not folder.is_dir():
        raise BadInput("no_such_folder", f"There is no folder {to.parent}. Make it, or name another.", file=str(to))
    if folder.is_relative_to(within) and not folder.is_relative_to(within / BACKUPS):
        raise BadInput(
            "backup_among_data",
            f"{to} lies in the data folder, where `vouch erase` would not look for backups. Name a file elsewhere, or "
            f"one in {data / BACKUPS}.",
            file=str(to),
        )


def _filled(data: Path, file: IO[bytes], at: datetime, with_database: bool, patience: float) -> Manifest:
    digests: dict[str, str] = {}
    with (
        Lake(data, patience=patience).still(),
        TemporaryDirectory(prefix=".backup-", dir=data) as folder,
        # facts are packed already: more effort would only take longer
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=1, dereference=True) as archive,
    ):
        kind = _database(data, Path(folder), archive, digests) if with_database else "none"
        for group in _groups(data):
            with ExitStack() as opened:
                try:
                    files = [(path, opened.enter_context((data / path).open("rb"))) for path in group]
                except FileNotFoundError:
                    if run_of(group[0]) is None:
                        raise
                    continue  # the tables of an old run, which went just now
                for path, source in files:
                    _add(archive, FOLDER + path.as_posix(), source, digests)
        made = Manifest(format=FORMAT, version=__version__, made_at=at, database=kind, files=digests)
        _add_bytes(archive, NAME, made.written(), at)
    return made


def _groups(data: Path) -> list[list[Path]]:
    """The files that are in the backup together or not at all."""
    groups: dict[Path, list[Path]] = {}
    for path in contents(data):
        groups.setdefault(run_of(path) or path, []).append(path)
    return list(groups.values())


def _database(data: Path, folder: Path, archive: tarfile.TarFile, digests: dict[str, str]) -> Database:
    copy = folder / "copy"
    if database.is_postgresql():
        database.dump_postgresql(copy)
        kind: Database = "postgresql"
    elif (data / DATABASE).exists():
        database.copy_sqlite(data / DATABASE, copy)
        kind = "sqlite"
    else:
        return "none"
    with copy.open("rb") as source:
        _add(archive, DUMP if kind == "postgresql" else FOLDER + DATABASE, source, digests)
    return kind


def _add(archive: tarfile.TarFile, name: str, source: IO[bytes], digests: dict[str, str]) -> None:
    told = archive.gettarinfo(arcname=name, fileobj=source)
    told.uid = told.gid = 0
    told.uname = told.gname = ""
    read = _Read(source)
    archive.addfile(told, read)
    digests[name] = read.digest.hexdigest()


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes, at: datetime) -> None:
    told = tarfile.TarInfo(name)
    told.size, told.mtime, told.mode = len(content), int(at.timestamp()), 0o600
    archive.addfile(told, BytesIO(content))


class _Read:
    """A file that is digested as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.digest.update(block)
        return block
