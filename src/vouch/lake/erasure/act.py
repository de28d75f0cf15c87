"""Erases a person from every table of the lake, and the old files with them.

The person is put on the suppression list first, and what is in the lake then passes the same sieve as a new file does.
Their contact rows go last, so that an erasure a crash cut short can be done again from the same id.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.duck import KEPT, connected, delete_spilled
from vouch.lake.erasure.candidates import may_hold
from vouch.lake.erasure.findings import clean_findings
from vouch.lake.erasure.margins import clean_heads, clean_rejects
from vouch.lake.erasure.person import Person
from vouch.lake.erasure.sieve import Sieve
from vouch.lake.erasure.suppression import Suppression
from vouch.lake.files import DataFile, Layout
from vouch.lake.leftovers import delete_unnamed
from vouch.lake.parts import GROUP_ROWS
from vouch.lake.rewrite import rewrite
from vouch.lake.view import View, look
from vouch.tables.facts import TABLES


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What went: rows and single cells of each table, words of `findings`, the `batches` some words of which went."""

    rows: dict[str, int] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)
    findings: int = 0
    batches: int = 0


def erase(data: Path, person: Person, *, patience: float) -> Erased:
    """Takes `person` out of the lake. The writer's lock is held and what a crash left is swept.

    Files that somebody still reads are waited for `patience` seconds, then deleted all the same.
    """
    suppression = Suppression.of(data)
    suppression.add(person)
    view = look(data / "lake")
    with connected(data) as connection:
        files = {
            table: [(f, layout) for f, layout in files_of(table, view) if may_hold(connection, table, f, person)]
            for table in TABLES
        }
    return _sifted(data, view, Sieve(suppression), files, patience)


def sift(data: Path, *, patience: float) -> Erased:
    """Takes everybody on the suppression list out of the lake: what an older backup brought back goes again."""
    view = look(data / "lake")
    files = {table: files_of(table, view) for table in TABLES}
    return _sifted(data, view, Sieve(Suppression.of(data)), files, patience)


def _sifted(
    data: Path, view: View, sieve: Sieve, files: Mapping[str, Sequence[tuple[DataFile, Layout]]], patience: float
) -> Erased:
    lake = data / "lake"
    found = {
        table: [looked for f, layout in of_table if (looked := _looked(table, f, layout, sieve)).touched]
        for table, of_table in files.items()
    }
    theirs = frozenset(row for looks in found.values() for looked in looks for row in looked.dropped)
    # what is found by way of the facts goes before them
    quoted = {key for looks in found.values() for looked in looks for key in looked.keys}
    findings = clean_findings(lake, sieve, quoted)
    cells = Counter({"rejects": clean_rejects(lake, sieve, theirs)})
    rows: Counter[str] = Counter()
    # contacts last: they are what the person is found by
    for table in sorted(found, key=lambda name: name == "contacts"):
        touched = [(looked.file, looked.layout) for looked in found[table]]
        rewrite(lake / table, table, touched, partial(_sieved, table, sieve))
        rows[table] = sum(looked.rows for looked in found[table])
        cells[table] = sum(looked.cells for looked in found[table])
    batches = clean_heads(lake, view.batches, sieve)
    delete_unnamed(data, patience=patience, force=True)
    shutil.rmtree(data / KEPT, ignore_errors=True)
    delete_spilled(data, idle=0)
    return Erased(rows=dict(+rows), cells=dict(+cells), batches=batches, findings=findings)


@dataclass(frozen=True)
class Looked:
    """What a closer look at a file found: rows to drop, by batch and row of the imported file; cells to blank.

    `keys` are those of all facts that go or lose a cell.
    """

    file: DataFile
    layout: Layout
    dropped: frozenset[tuple[str, int]]
    keys: frozenset[str]
    rows: int
    cells: int

    @property
    def touched(self) -> bool:
        """Whether the file has to be written anew."""
        return bool(self.rows or self.cells)


def files_of(table: str, view: View) -> list[tuple[DataFile, Layout]]:
    """The files of a table and the layout to rewrite each under: one in which keys are searched for stays so."""
    files = view.tables.get(table)
    if files is None:
        return []
    searched: list[tuple[DataFile, Layout]] = [(file, "mixed") for file in files.searched]
    return [(file, file.layout) for file in files.plain] + searched


def _looked(table: str, file: DataFile, layout: Layout, sieve: Sieve) -> Looked:
    dropped: set[tuple[str, int]] = set()
    keys: set[str] = set()
    rows = cells = 0
    for facts in read_facts(file):
        sieved = sieve.facts(table, facts)
        rows += len(facts) - len(sieved.facts)
        cells += sieved.cells
        dropped.update(sieved.dropped.select("batch", "row").rows())
        keys.update(sieved.dropped["key"].to_list(), sieved.touched)
    return Looked(file, layout, frozenset(dropped), frozenset(keys), rows, cells)


def _sieved(table: str, sieve: Sieve, file: DataFile) -> Iterator[pa.Table]:
    for facts in read_facts(file):
        yield sieve.facts(table, facts).facts.to_arrow()


def read_facts(file: DataFile) -> Iterator[pl.DataFrame]:
    """The rows of a file, some at a time."""
    with pq.ParquetFile(file.path) as source:
        for batch in source.iter_batches(GROUP_ROWS):
            facts = pl.from_arrow(batch)
            assert isinstance(facts, pl.DataFrame)
            yield facts
