"""Writes files of a table anew, and puts the new ones in the old ones' place in one commit.

The commit names files only: no condition on what they hold is logged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from vouch.lake.files import DataFile, Layout
from vouch.lake.log import commit_files
from vouch.lake.parts import PartWriter
from vouch.lake.shape import arrow_schema, conformed


def rewrite(
    folder: Path,
    table: str,
    files: Sequence[tuple[DataFile, Layout]],
    rows: Callable[[DataFile], Iterable[pa.Table]],
) -> None:
    """Puts what `rows` gives for each of `files` in that file's place, under the layout given with it."""
    schema = arrow_schema(table)
    add: list[Path] = []
    for file, layout in files:
        writer = PartWriter(folder, schema, layout=layout, batch=file.batch, sort=False)
        for part in rows(file):
            writer.append(conformed(part, schema))
        add += writer.close()
    if files:
        commit_files(folder, schema, add=add, remove=[file.path for file, _ in files])
