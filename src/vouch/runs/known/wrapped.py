"""Text inside text: what a mail, an address or JSON writes in letters that say something else than they show.

Quoted-printable and base64 of mails, encoded words of their headers, percent signs of addresses, escapes of JSON.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from urllib.parse import unquote

_QUOTED = re.compile(r"=(?:[0-9A-Fa-f]{2}|\r?\n)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_LINE = re.compile(rb"[A-Za-z0-9+/_-]{4,}={0,2}")
_SHORTEST = 24
_MOST_IN_MEMORY = 8 << 20


def unwrapped(text: str) -> Iterator[str]:
    """What a text says besides, once for each way of writing it that it may use.

    >>> [said for said in unwrapped("to=QW5hIFF1aXh3b3J0aA== ?a=Ana%20Q") if "Ana Q" in said]
    ['to=QW5hIFF1aXh3b3J0aA== ?a=Ana Q', 'Ana Quixworth']
    """
    if _QUOTED.search(text):
        said = quopri.decodestring(text.encode("utf-8", "replace"))
        yield said.decode("utf-8", "replace")
        yield said.decode("latin-1")
        # in a header an underscore is a blank
        yield said.replace(b"_", b" ").decode("utf-8", "replace")
        yield said.replace(b"_", b" ").decode("latin-1")
    if _PERCENT.search(text):
        yield unquote(text.replace("+", " "))
    if _ESCAPE.search(text):
        yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    inside = [told for run in _RUN.findall(text) if (told := _said(run))]
    if inside:
        yield "\n".join(inside)


def base64_parts(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The contents of the blocks of base64 lines in a file, as attachments and bodies of mails are."""
    block: list[bytes] = []
    for line in file:
        bare = line.strip()
        if _LINE.fullmatch(bare):
            block.append(bare)
            continue
        yield from _contents(block)
        block = []
    yield from _contents(block)


def _contents(block: list[bytes]) -> Iterator[IO[bytes]]:
    if len(block) < 2 and len(b"".join(block)) < _SHORTEST:
        return  # a word among others
    with SpooledTemporaryFile(max_size=_MOST_IN_MEMORY) as held:
        try:
            held.write(base64.b64decode(_padded(b"".join(block)), altchars=None))
        except (binascii.Error, ValueError):
            return
        held.seek(0)
        yield cast(IO[bytes], held)


def _said(run: str) -> str:
    try:
        told = base64.b64decode(_padded(run.encode()).translate(bytes.maketrans(b"-_", b"+/")))
        return told.decode("utf-8") if told[:1] != b"\0" else told.decode("utf-16-be")
    except (binascii.Error, ValueError):
        return ""


def _padded(run: bytes) -> bytes:
    bare = run.rstrip(b"=")
    return bare + b"=" * (-len(bare) % 4)
