"""Where under a folder can anybody read some words? In plain bytes, and in everything that can be unpacked."""

from __future__ import annotations

import base64
import gzip
import io
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unicodedata import normalize

import pyarrow.parquet as pq

EMAIL = "ana.quixworth@acme.example"
NAME = "Ana Quíxworth"
WORDS = (EMAIL, "Quíxworth", "quixworth", EMAIL.replace("@", "%40"), "Qu\\u00edxworth")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


def found(folder: Path, words: tuple[str, ...] = WORDS) -> dict[str, list[str]]:
    """The files that hold any of the words, in any case and encoding, each with the words it holds."""
    needles = {word: _needles(word) for word in words}
    told: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        parts = [name.encode(), *(_unpacked(path.name, path.read_bytes()) if path.is_file() else ())]
        parts += _sessions(path) if path.name == "vouch.sqlite3" else []
        held = [word for word, ways in needles.items() if any(way in part.lower() for part in parts for way in ways)]
        if held:
            told[name] = held
    return told


def _needles(word: str) -> set[bytes]:
    forms = {normalize(form, spelled) for form in ("NFC", "NFD") for spelled in (word.lower(), word.upper())}
    # lowering bytes lowers ASCII alone, so that accented letters are looked for in both cases
    return {form.encode(encoding, errors="ignore").lower() for form in forms for encoding in _ENCODINGS}


def _unpacked(name: str, content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PAR1"):
        yield from _parquet(content)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inside in packed.namelist():
                yield inside.encode()
                yield from _unpacked(inside, packed.read(inside))
    elif content.startswith(b"\x1f\x8b") and name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(content)) as packed:
            for member in packed:
                source = packed.extractfile(member)
                yield member.name.encode()
                yield from _unpacked(member.name, source.read() if source else b"")
    elif content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif name.endswith(".djcache"):
        # a pickled moment, then a compressed value
        yield from (zlib.decompress(content[at:]) for at in range(len(content)) if _packed(content[at:]))


def _parquet(content: bytes) -> Iterator[bytes]:
    table = pq.read_table(io.BytesIO(content))
    yield repr(pq.read_metadata(io.BytesIO(content)).to_dict()).encode()
    yield "\n".join(str(row) for row in table.to_pylist()).encode()
    # a dictionary page may hold words that no row has any more
    strings = [field.name for field in table.schema if str(field.type) == "string"]
    packed = pq.read_table(io.BytesIO(content), read_dictionary=strings)
    for name in strings:
        for chunk in packed.column(name).chunks:
            yield "\n".join(str(word) for word in chunk.dictionary.to_pylist()).encode()


def _sessions(database: Path) -> Iterator[bytes]:
    with closing(sqlite3.connect(database)) as rows:
        for (data,) in rows.execute("select session_data from django_session"):
            packed = data.startswith(".")
            said = data.strip(".").split(":")[0]
            told = base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))
            yield (zlib.decompress(told) if packed else told).decode("unicode_escape", errors="ignore").encode()


def _packed(content: bytes) -> bool:
    if content[:1] != b"\x78":
        return False
    try:
        zlib.decompress(content)
    except zlib.error:
        return False
    return True
