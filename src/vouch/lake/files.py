"""What the name of a data file says: how its rows were laid down, by which batch, and what they add up to.

    part-b0123456789ab-0000-<print>.parquet    rows of one batch, as it came
    clean-...                                  rows of many batches after compaction, no key twice
    mixed-...                                  rows of many batches after compaction, keys that came more than once

The print is the fingerprint of the file's rows, so that a run can name its data without reading all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vouch.domain.errors import Fault
from vouch.lake.prints import Print

Layout = Literal["part", "clean", "mixed"]

_NAME = re.compile(r"(part|clean|mixed)-(b[0-9a-f]{12})-([0-9]+)-([0-9a-f]{32})\.parquet")
WRITING = ".writing-"
"""Prefix of a file that is still being written; nothing ever reads one."""


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """One Parquet file of a fact table. `batch` is the batch it came in, or of a compaction the last one before it."""

    path: Path
    layout: Layout
    batch: str
    number: int
    print: Print

    @property
    def name(self) -> str:
        """The file's own name, without its folder."""
        return self.path.name


def data_file(path: Path) -> DataFile:
    """Reads a file's name.

    Raises Fault when it was not written by the lake.

    >>> data_file(Path("part-b0123456789ab-0002-" + "0" * 32 + ".parquet")).number
    2
    """
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise Fault(f"{path.name} is not the name of a data file of the lake")
    layout, batch, number, print_ = match.groups()
    assert layout in {"part", "clean", "mixed"}
    return DataFile(path=path, layout=layout, batch=batch, number=int(number), print=Print.read(print_))  # type: ignore[arg-type]


def file_name(layout: Layout, batch: str, number: int, print_: Print) -> str:
    """The name for a file.

    >>> file_name("part", "b0123456789ab", 3, Print(1, 2))
    'part-b0123456789ab-0003-00000000000000010000000000000002.parquet'
    """
    return f"{layout}-{batch}-{number:04d}-{print_}.parquet"
