"""The text of a file whose encoding nobody names: UTF-8, UTF-16 with or without its mark, else Latin-1."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import IO

_BLOCK = 1 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(file: IO[bytes], taken: Callable[[int], None]) -> Iterator[str]:
    """The text of a file from its start, a megabyte at a time. `taken` is told how many bytes were read.

    What looks like UTF-8 and turns out not to be is told again from its start, as Latin-1: nothing is passed over.
    """
    start = file.read(4096)
    file.seek(0)
    encoding = guess(start)
    try:
        yield from _as(file, encoding, taken, "strict")
    except UnicodeDecodeError:
        file.seek(0)
        yield from _as(file, "latin-1", taken, "strict")


def guess(start: bytes) -> str:
    """The encoding that the first bytes of a text speak for.

    >>> guess("Ana".encode("utf-16-be")), guess("Ana".encode("utf-16-le")), guess(b"Ana")
    ('utf-16-be', 'utf-16-le', 'utf-8')
    """
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even + odd > len(start) // 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def _as(file: IO[bytes], encoding: str, taken: Callable[[int], None], errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while block := file.read(_BLOCK):
        taken(len(block))
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)
