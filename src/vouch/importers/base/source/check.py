"""What a file is by its bytes, not by its name: its digest, its container, its encoding."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from vouch.domain.errors import BadInput
from vouch.importers.base.source.packed import GZIP, blocks, opened

_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = (
    "protected by a password, or an old Excel file (.xls) by another name; save it as .xlsx without one, or as CSV"
)
_MARKUP = re.compile(rb"\s*<(!doctype html|html|head|body|table|\?xml)\b", re.IGNORECASE)
_JSON = re.compile(rb"\s*(\[\s*)?\{\s*\"")
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "xlsx", "an Excel workbook or another ZIP file"),
    (b"PAR1", "parquet", "a Parquet file"),
    (GZIP, "other", "compressed twice; unpack it first"),
    (_OLE, "other", "an old Excel file (.xls); save it as .xlsx or CSV"),
    (b"%PDF", "other", "a PDF"),
    (b"\x89PNG", "other", "a picture"),
    (b"\xff\xd8\xff", "other", "a picture"),
    (b"BZh", "other", "compressed with bzip2; unpack it first"),
    (b"7z\xbc\xaf", "other", "a 7-Zip archive; unpack it first"),
    (b"SQLite format 3", "other", "an SQLite database"),
)
_BY_NAME = {
    ".csv": "text",
    ".tsv": "text",
    ".tab": "text",
    ".txt": "text",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
_LOOKED_FOR = frozenset(_BY_NAME) - {".txt"}

_CALLED = {"text": "a text file such as CSV", "xlsx": "an Excel workbook", "parquet": "a Parquet file", "json": "JSON"}


@dataclass(frozen=True)
class Checked:
    """A file as its bytes tell: `container` is text, json, xlsx or parquet; `encoding` of the first two."""

    path: Path
    size: int
    sha256: str
    container: str
    encoding: str
    damaged: bool = False
    """Some bytes are not of the encoding; they read as the sign U+FFFD and their cells are listed."""
    packed: bool = False
    """It is compressed with gzip; `size` is that of what is inside."""

    def opened(self) -> io.TextIOWrapper:
        """Its text from the start."""
        stream = opened(self.path, packed=self.packed)
        return io.TextIOWrapper(stream, encoding=self.encoding, errors="replace", newline="")


def looks_like_data(path: Path) -> bool:
    """Whether a file found in a folder is one to import, by the ending of its name."""
    return _ending(path) in _LOOKED_FOR


def _ending(path: Path) -> str:
    return (Path(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()


def check(path: Path, *, name: str | None = None) -> Checked:
    """Reads a file once from end to end: what it is, and its SHA-256.

    Raises BadInput when it is empty, is not what its name says, or is nothing Vouch reads.
    """
    called = name or path.name
    digest, plain, first, size = hashlib.sha256(), _Utf8(), b"", 0
    try:
        for block in blocks(path, packed=False, called=called):
            first = first or block
            digest.update(block)
            if not first.startswith(GZIP):
                size += len(block)
                plain.feed(block)
        packed = first.startswith(GZIP)
        first = b"" if packed else first
        for block in blocks(path, packed=True, called=called) if packed else ():
            first = first or block
            size += len(block)
            plain.feed(block)
    except OSError as error:
        raise BadInput("unreadable", f"{called} cannot be read: {error.strerror or error}.", file=called) from error
    if not first.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput("empty_file", f"{called} is empty.", file=called)
    container = _container(first, _ending(path), called)
    if packed and container in ("xlsx", "parquet"):
        raise BadInput("not_a_table", f"{called} is compressed with gzip; unpack it first.", file=called)
    encoding = "" if container in ("xlsx", "parquet") else _encoding(first, plain, called)
    damaged = encoding == "utf-8-sig" and plain.bad > 0
    return Checked(path, size, digest.hexdigest(), container, encoding, damaged, packed)


def _container(first: bytes, ending: str, called: str) -> str:
    claimed = _BY_NAME.get(ending)
    for magic, container, words in _MAGIC:
        if first.startswith(magic):
            if container == "other":
                told = _LOCKED if claimed == "xlsx" and magic == _OLE else words
                raise BadInput("not_a_table", f"{called} is {told}.", file=called)
            if claimed not in (None, container):
                raise BadInput(
                    "wrong_ending",
                    f"{called} is {words}, though its name says {_CALLED[claimed or 'text']}: rename it.",
                    file=called,
                )
            return container
    if _MARKUP.match(first.removeprefix(codecs.BOM_UTF8)):
        raise BadInput(
            "not_a_table", f"{called} is a web page (HTML) or XML, and no table; export it as CSV or XLSX.", file=called
        )
    if first[257:262] == b"ustar":
        raise BadInput("not_a_table", f"{called} is an archive of files (tar); unpack it first.", file=called)
    if claimed in ("xlsx", "parquet"):
        raise BadInput("wrong_ending", f"{called} is not {_CALLED[claimed]}, though its name says so.", file=called)
    if claimed == "text" and _JSON.match(first.removeprefix(codecs.BOM_UTF8)):
        raise BadInput(
            "wrong_ending",
            f"{called} is JSON, though its name says CSV: let its name end in .json or .jsonl.",
            file=called,
        )
    if claimed is None:
        return "json" if first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "text"
    return claimed


class _Utf8:
    """Whether bytes are UTF-8, told while they go by: how many signs beyond ASCII were good, how many bytes bad."""

    def __init__(self) -> None:
        self.good = self.bad = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, block: bytes) -> None:
        if block.isascii() and not self._decoder.getstate()[0]:
            return
        text = self._decoder.decode(block)
        bad = text.count("\ufffd") - block.count(b"\xef\xbf\xbd")
        self.bad += max(bad, 0)
        self.good += sum(1 for sign in text if sign > "\x7f") - max(bad, 0) if self.bad else 0


def _encoding(first: bytes, utf8: _Utf8, called: str) -> str:
    if first.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = first[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even <= odd // 10:
        return "utf-16-le"
    if even > len(sample) // 5 and odd <= even // 10:
        return "utf-16-be"
    strange = sum(sample.count(code) for code in range(32) if code not in (9, 10, 12, 13))
    if strange > len(sample) // 10:
        raise BadInput("not_text", f"{called} is not text: too many of its bytes are no letters.", file=called)
    if utf8.bad == 0 or utf8.good > 4 * utf8.bad:
        return "utf-8-sig"
    return "cp1252"
