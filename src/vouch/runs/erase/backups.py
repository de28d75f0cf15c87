"""Which of our own backups may still hold a person? All but those that were made after the person was erased."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from vouch.lake.erasure import FILES, Person, Suppression
from vouch.runs.backup.contents import BACKUPS
from vouch.runs.backup.manifest import FOLDER


def outdated(data: Path, person: Person, *, any_of_them: bool) -> Iterator[Path]:
    """The files in the folder of backups that may hold the person; with `any_of_them` all there are.

    A backup that has them on its own list of erased people was made afterwards.
    """
    folder = data / BACKUPS
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and (any_of_them or not _made_after(path, person)):
            yield path


def _made_after(path: Path, person: Person) -> bool:
    with TemporaryDirectory() as folder:
        try:
            with tarfile.open(path, "r:gz") as packed:
                for member in packed:
                    name = member.name.removeprefix(FOLDER)
                    if name in FILES and member.isreg():
                        source = packed.extractfile(member)
                        assert source is not None
                        (Path(folder) / name).write_bytes(source.read())
        except (tarfile.TarError, EOFError, zlib.error, OSError):
            return False
        return Suppression.of(Path(folder)).has_all(person)
