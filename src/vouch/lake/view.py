"""What readers see of the lake at one moment: which files of each table count, and how each has to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vouch.lake.batches import Batch, read_batches
from vouch.lake.files import DataFile, data_file
from vouch.lake.log import live_files
from vouch.tables.facts import TABLES


@dataclass(frozen=True)
class TableFiles:
    """The files of one table: `plain` are read as they lie, `searched` for the latest row of each key."""

    plain: Sequence[DataFile] = ()
    searched: Sequence[DataFile] = ()


@dataclass(frozen=True)
class View:
    """The lake at one moment. Rows of `leaving` batches may still lie in compacted files and do not count."""

    batches: Sequence[Batch]
    leaving: frozenset[str]
    tables: Mapping[str, TableFiles]


def look(lake: Path) -> View:
    """The lake in folder `lake` as it is now. Files of batches that were never committed are not in it."""
    known = read_batches(lake / "batches")
    batches = [batch for batch in known if batch.state == "committed"]
    committed = {batch.id for batch in batches}
    leaving = frozenset(batch.id for batch in known if batch.state == "leaving")
    tables: dict[str, TableFiles] = {}
    for name, table in TABLES.items():
        repeated = {file for batch in batches for file in batch.repeats.get(name, ())}
        files = [data_file(path) for path in live_files(lake / name)]
        files = [file for file in files if file.layout != "part" or file.batch in committed]
        # a compacted file that a batch is leaving is read row by row, its print no longer holds
        searched = [
            file
            for file in files
            if table.versioned
            or file.layout == "mixed"
            or file.name in repeated
            or (leaving and file.layout == "clean")
        ]
        plain = [file for file in files if file not in searched]
        if files:
            tables[name] = TableFiles(plain, searched)
    return View(batches, leaving, tables)
