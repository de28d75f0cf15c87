"""What a crash left in the lake, and how it goes: rows of batches that were never committed, files nothing names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vouch.lake.batches import read_batches, write_batches
from vouch.lake.duck import delete_spilled
from vouch.lake.files import DataFile, data_file
from vouch.lake.locks import no_readers
from vouch.lake.log import commit_files, live_files
from vouch.lake.parts import GROUP_ROWS
from vouch.lake.rewrite import rewrite
from vouch.lake.shape import arrow_schema
from vouch.tables.facts import TABLES


def sweep(data: Path) -> list[str]:
    """Takes uncommitted and leaving batches out of every table, and gives their ids. The writer's lock is held.

    Changes nothing where there is nothing to take out.
    """
    lake = data / "lake"
    known = read_batches(lake / "batches")
    committed = {batch.id for batch in known if batch.state == "committed"}
    leaving = {batch.id for batch in known if batch.state == "leaving"}
    gone: set[str] = set(leaving)
    for table in (*TABLES, "rejects"):
        files = [data_file(path) for path in live_files(lake / table)]
        left = [file for file in files if file.layout == "part" and file.batch not in committed]
        gone.update(file.batch for file in left)
        if left:
            commit_files(lake / table, arrow_schema(table), remove=[file.path for file in left])
        if leaving:
            _take_out(lake, table, [file for file in files if file.layout != "part"], leaving)
    if leaving:
        write_batches(lake / "batches", [batch for batch in known if batch.state == "committed"])
    delete_unnamed(data)
    delete_spilled(data)
    return sorted(gone)


def _take_out(lake: Path, table: str, files: Sequence[DataFile], leaving: Collection[str]) -> None:
    unwanted = pa.array(sorted(leaving))

    def held(file: DataFile) -> bool:
        batches = pq.read_table(file.path, columns=["batch"]).column("batch")
        return bool(pc.any(pc.is_in(batches, unwanted)).as_py())

    def kept(file: DataFile) -> Iterator[pa.Table]:
        with pq.ParquetFile(file.path) as source:
            for batch in source.iter_batches(GROUP_ROWS):
                yield pa.Table.from_batches([batch]).filter(pc.invert(pc.is_in(batch.column("batch"), unwanted)))

    rewrite(lake / table, table, [(file, file.layout) for file in files if held(file)], kept)


def delete_unnamed(data: Path, *, patience: float = 0.0, force: bool = False) -> bool:
    """Deletes data files that no table names any more, unless somebody is reading; False when somebody is.

    With `force` they go even then, after `patience` seconds: a reader that still needs one fails and may start again.
    """
    left = unnamed(data)
    if not left:
        return True
    with no_readers(data, patience=patience) as alone:
        if alone or force:
            for path in left:
                path.unlink(missing_ok=True)
        return alone


def unnamed(data: Path) -> list[Path]:
    """The data files that no table names: left by a crash, still being written, or still being read."""
    found: list[Path] = []
    for folder in (data / "lake" / table for table in (*TABLES, "rejects", "batches")):
        if folder.is_dir():
            live = set(live_files(folder))
            found += [path for path in folder.glob("*.parquet") if path not in live]
    return found
