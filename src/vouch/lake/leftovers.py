"""What a crash left in the lake, and how it goes: rows of batches that were never committed, files nothing names."""

from __future__ import annotations

from pathlib import Path

from vouch.lake.batches import read_batches, write_batches
from vouch.lake.files import data_file
from vouch.lake.locks import no_readers
from vouch.lake.log import commit_files, live_files
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
            rewrite(data, table, [file for file in files if file.layout != "part"], without_batches=leaving)
    if leaving:
        write_batches(lake / "batches", [batch for batch in known if batch.state == "committed"])
    delete_unnamed(data)
    return sorted(gone)


def delete_unnamed(data: Path, *, patience: float = 0.0) -> bool:
    """Deletes data files that no table names any more, unless somebody is reading; False when somebody is."""
    lake = data / "lake"
    unnamed: list[Path] = []
    for table in (*TABLES, "rejects", "batches"):
        if (lake / table).is_dir():
            live = set(live_files(lake / table))
            unnamed += [path for path in (lake / table).glob("*.parquet") if path not in live]
    if not unnamed:
        return True
    with no_readers(data, patience=patience) as alone:
        if alone:
            for path in unnamed:
                path.unlink(missing_ok=True)
        return alone
