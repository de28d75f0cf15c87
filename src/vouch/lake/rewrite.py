"""Writes files of a table anew without some of their rows, and puts them in the old ones' place in one commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from vouch.lake.files import DataFile
from vouch.lake.log import commit_files
from vouch.lake.parts import PartWriter
from vouch.lake.shape import arrow_schema


def rewrite(data: Path, table: str, files: Sequence[DataFile], *, without_batches: Collection[str]) -> None:
    """Rewrites those of `files` that hold rows of `without_batches`, without them."""
    schema, folder = arrow_schema(table), data / "lake" / table
    unwanted = pa.array(sorted(without_batches), pa.string())
    add: list[Path] = []
    remove: list[Path] = []
    for file in files:
        source = ds.dataset(file.path, schema=schema)
        if not source.count_rows(filter=pc.field("batch").isin(unwanted)):
            continue
        writer = PartWriter(folder, schema, layout=file.layout, batch=file.batch, sort=False)
        for rows in source.to_batches(filter=~pc.field("batch").isin(unwanted)):
            writer.append(pa.Table.from_batches([rows], schema=schema))
        add += writer.close()
        remove.append(file.path)
    if remove:
        commit_files(folder, schema, add=add, remove=remove)
