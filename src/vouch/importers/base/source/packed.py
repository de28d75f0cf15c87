"""The bytes of a file, unpacked on the way where it is compressed with gzip: as event tools write them to storage."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from vouch.domain.errors import BadInput

GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20
_RATIO_LIMIT, _SMALL = 500, 100_000_000


def opened(path: Path, *, packed: bool) -> BinaryIO:
    """The file's bytes from the start; those within where it is packed."""
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def blocks(path: Path, *, packed: bool, called: str) -> Iterator[bytes]:
    """All its bytes, a megabyte at a time.

    Raises BadInput for what is damaged, or unpacks beyond all measure.
    """
    size, done = path.stat().st_size, 0
    with opened(path, packed=packed) as stream:
        while block := _next(stream, called):
            done += len(block)
            if packed and done > _SMALL and done > _RATIO_LIMIT * size:
                raise BadInput(
                    "zip_bomb",
                    f"{called} unpacks from {size / 1e6:,.1f} MB to more than {done / 1e6:,.0f} MB; it was not read "
                    "on. If it is real, unpack it and import what is inside.",
                    file=called,
                )
            yield block


def _next(stream: BinaryIO, called: str) -> bytes:
    try:
        return stream.read(_BLOCK)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadInput(
            "damaged", f"{called} is damaged: it cannot be unpacked to its end. Export or copy it again.", file=called
        ) from error
