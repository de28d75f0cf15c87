"""Takes a backup apart into an empty folder, and believes nothing it says: names stay inside, digests are compared."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import shutil
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from vouch.runs.backup.manifest import DUMP, FOLDER, NAME, Manifest, broken, read

_BLOCK = 1 << 20
_MANIFEST_MOST = 64 << 20
_PADDING_MOST = 1 << 20
_IMPOSSIBLE = {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL}
"""What a disk says to names that no data folder had: too long, or a file where a folder should be."""


def unpacked(archive: Path, folder: Path) -> Manifest:
    """Unpacks `archive` into `folder`, below its own names, and compares every digest.

    Raises BadInput for anything that is not a whole backup.
    """
    digests: dict[str, str] = {}
    manifest: bytes | None = None
    try:
        with gzip.open(archive) as whole, tarfile.open(fileobj=whole, mode="r:") as packed:
            for member in packed:
                if member.name == NAME and member.isreg() and member.size <= _MANIFEST_MOST:
                    inside = packed.extractfile(member)
                    manifest = inside.read() if inside else None
                    continue
                if not _is_ours(member) or member.name in digests:
                    raise broken(archive.name, f"it holds {member.name!r}, which no backup does")
                digests[member.name] = _unpacked(packed, member, folder)
            _require_end(whole)
    except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None and error.errno not in _IMPOSSIBLE:
            raise
        raise broken(archive.name, "it cannot be unpacked to its end") from error
    told = read(manifest, archive=archive.name)
    if digests != dict(told.files):
        wrong = sorted(name for name in digests.keys() | told.files if digests.get(name) != told.files.get(name))
        raise broken(archive.name, f"{wrong[0]} is not as it was kept")
    return told


def _require_end(packed: gzip.GzipFile) -> None:
    """Reads what pads the archive, so that gzip compares its own sum too: it stands in the last bytes."""
    rest = packed.read(_PADDING_MOST)
    if rest.strip(b"\0") or packed.read(1):
        raise EOFError("there is more behind its end")


def _is_ours(member: tarfile.TarInfo) -> bool:
    parts = PurePosixPath(member.name).parts
    inside = member.name == DUMP or (member.name.startswith(FOLDER) and len(parts) > 1)
    plain = not any(part in ("..", ".") or "\\" in part or "\0" in part for part in parts)
    return member.isreg() and inside and plain and member.name == "/".join(parts)


def _unpacked(packed: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    target = folder / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if member.size > shutil.disk_usage(target.parent).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # before it fills the disk of others
    digest = hashlib.sha256()
    source = packed.extractfile(member)
    assert source is not None
    mode = 0o644 if member.mode & 0o044 else 0o600
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        while block := source.read(_BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()
