"""Archives that are backups, and archives that only look like one."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from vouch import __version__
from vouch.runs.backup.manifest import FORMAT, NAME

Change = Callable[[tarfile.TarInfo], None]


def small_data(data: Path) -> Path:
    """A data folder with a database, a key, a policy and what a backup leaves out."""
    (data / "lake" / "runs" / "r1").mkdir(parents=True)
    (data / "lake" / "runs" / "r1" / "gates.parquet").write_bytes(b"PAR1")
    (data / "mappings").mkdir()
    (data / "mappings" / "ours.toml").write_bytes(random.Random(7).randbytes(40_000))
    (data / "secret-key").write_text("k" * 64)
    (data / "secret-key").chmod(0o600)
    (data / "policy.toml").write_text('version = "2026-11"\n')
    for left_out in ("cache", "uploads", "inbox"):
        (data / left_out).mkdir()
        (data / left_out / "passing.csv").write_text("a,b\n")
    with closing(sqlite3.connect(data / "vouch.sqlite3")) as rows:
        rows.execute("create table t (n integer)")
        rows.execute("insert into t values (7)")
        rows.commit()
    return data


def packed(path: Path, files: dict[str, bytes], /, *, change: Change | None = None, **manifest: Any) -> Path:
    """An archive of these files with a manifest that fits them; `change` alters what the tar says of the last."""
    told = {
        "format": FORMAT,
        "version": __version__,
        "made_at": "2026-11-22T03:15:02+00:00",
        "database": "none",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    } | manifest
    members = {**files, NAME: json.dumps(told).encode()}
    last = list(files)[-1] if files else ""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            if change and name == last:
                change(member)
            archive.addfile(member, io.BytesIO(content) if member.isreg() else None)
    return path


def claims(path: Path, size: int) -> Path:
    """An archive with one member that claims to be of that size, and ends at once."""
    member = tarfile.TarInfo("data/lake/huge")
    member.size = size
    path.write_bytes(gzip.compress(member.tobuf() + b"\0" * 512))
    return path


def told(folder: Path) -> dict[str, bytes | str]:
    """Everything under a folder by name: the bytes of files, `folder` for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
