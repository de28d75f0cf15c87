"""Which raw files that were handed in, and still lie in the data folder, hold a person?

A file is searched as what its first bytes say it is. One that cannot be searched may hold anybody, and counts.
"""

from __future__ import annotations

import bz2
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from gzip import BadGzipFile, GzipFile
from html import unescape
from pathlib import Path
from typing import IO, Any, cast
from unicodedata import normalize

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.erasure import Person, Sieve, Suppression
from vouch.lake.erasure.person import spellings
from vouch.runs.known.encodings import decoded
from vouch.runs.known.wrapped import base64_parts, unwrapped
from vouch.runs.work.copies import every_copy

Says = Callable[[list[str]], bool]
MOST = 4 << 30
"""Bytes that a packed file may unfold to and still be searched."""
_LONG_ID = 8
_DEEPEST = 8
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    EOFError,
    BadGzipFile,
    pa.ArrowException,
    NotImplementedError,
    RecursionError,
)
_SEALED = (
    b"%PDF",  # its text is packed page by page
    b"\xd0\xcf\x11\xe0",  # older Office files and Outlook's messages
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",  # Zstandard
    b"\x04\x22\x4d\x18",  # LZ4
    b"SQLite format 3",
)
"""How files begin whose text is packed in ways that are not searched here."""
_TAG = re.compile(r"<[^<>]{0,4000}>")


def named_copies(data: Path, person: Person) -> list[Path]:
    """Raw copies that hold the person, by content or by name, and those that nobody can search."""
    says = naming(data, person)
    return [
        path
        for path in every_copy(data)
        if path.is_symlink() or says(list(path.relative_to(data).parts)) or holds(path, says)
    ]


def naming(data: Path, person: Person) -> Says:
    """Whether any of some lines has an address, a name or a long id of the person; a family name alone is enough."""
    sieve = Sieve(Suppression.only(data, person))
    sure = {spelled for family in person.families for spelled in spellings(family) if len(family) > 1}
    sure |= {id_ for _, id_ in person.ids if len(id_) >= _LONG_ID}
    pattern = "|".join(re.escape(word) for word in sorted(sure)) or "(?!)"
    alone = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")

    def says(lines: list[str]) -> bool:
        plain = [normalize("NFC", line) for line in lines]
        return any(map(alone.search, plain)) or bool(sieve.names(pl.Series(plain, dtype=pl.String)).any())

    return says


def holds(path: Path, says: Says) -> bool:
    """Whether any text of a file says so; True where it cannot be read to its end."""
    try:
        with path.open("rb") as file:
            return _says(file, says, _Left(MOST), 0)
    except _UNREADABLE:
        return True


class _Left:
    """How many bytes may still be unfolded."""

    def __init__(self, count: int) -> None:
        self.count = count

    def take(self, count: int) -> None:
        self.count -= count
        if self.count < 0:
            raise EOFError("it unfolds to more than can be searched")


def _says(file: IO[bytes], says: Says, left: _Left, depth: int) -> bool:
    if depth > _DEEPEST:
        raise EOFError("it is packed in itself too often")
    start = file.read(512)
    file.seek(0)
    if start.startswith(_SEALED):
        return True
    if start[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(file) as packed:
            for info in packed.infolist():
                if info.flag_bits & 1 or says([info.filename]):
                    return True  # under a password, or called so
                with packed.open(info) as inside:
                    if _says(inside, says, left, depth + 1):
                        return True
        return False
    if start[:2] == b"\x1f\x8b":
        with GzipFile(fileobj=file, mode="rb") as inside:
            return _says(cast(IO[bytes], inside), says, left, depth + 1)
    if start[:3] == b"BZh" or start[:6] == b"\xfd7zXZ\0":
        with bz2.open(file) if start[:3] == b"BZh" else lzma.open(file) as inside:
            return _says(cast(IO[bytes], inside), says, left, depth + 1)
    if start[257:262] == b"ustar":
        return _in_tar(file, says, left, depth)
    if start[:4] == b"PAR1":
        return any(says(_cells(batch)) for batch in pq.ParquetFile(file).iter_batches(20_000))
    if any(says(lines) for lines in _lines(file, left)):
        return True
    file.seek(0)
    return any(_says(part, says, left, depth + 1) for part in base64_parts(file))


def _in_tar(file: IO[bytes], says: Says, left: _Left, depth: int) -> bool:
    with tarfile.open(fileobj=file, mode="r:") as packed:
        for member in packed:
            inside = packed.extractfile(member) if member.isreg() else None
            if says([member.name, member.linkname, member.uname]) or (inside and _says(inside, says, left, depth + 1)):
                return True
    return False


def _cells(batch: Any) -> list[str]:
    return [str(cell) for row in batch.to_pylist() for cell in row.values() if cell is not None]


def _lines(file: IO[bytes], left: _Left) -> Iterator[list[str]]:
    """The lines of a text, some at a time; a long one in pieces that overlap."""
    rest = ""
    for text in decoded(file, left.take):
        whole = rest + text
        cut = max(whole.rfind("\n"), len(whole) - 2000) if len(whole) > 2000 else len(whole)
        for said in (whole, *unwrapped(whole)):
            yield [_plain(line) for line in said.splitlines()]
        rest = whole[cut:]


def _plain(line: str) -> str:
    without = _TAG.sub(" ", line) if "<" in line else line
    return unescape(without) if "&" in without else without
