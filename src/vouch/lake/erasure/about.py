"""What the lake keeps about a person: just what erasing them would take, read instead of taken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from vouch.lake.duck import connected
from vouch.lake.erasure.act import files_of, read_facts
from vouch.lake.erasure.candidates import may_hold
from vouch.lake.erasure.person import Person
from vouch.lake.erasure.sieve import Sieve
from vouch.lake.erasure.suppression import Suppression
from vouch.lake.locks import reading
from vouch.lake.log import live_files
from vouch.lake.shape import REJECTS
from vouch.lake.view import look
from vouch.tables.facts import TABLES


@dataclass(frozen=True)
class About:
    """Facts of one table: those about the person, and those of others with the column that names the person."""

    table: str
    theirs: pl.DataFrame
    named: list[tuple[str, pl.DataFrame]]


def about(data: Path, person: Person) -> Iterator[About]:
    """Every version of every fact that erasing `person` would take or blank, file by file."""
    sieve = Sieve(Suppression.only(data, person))
    handle = reading(data)
    try:
        view = look(data / "lake")
        leaving = sorted(view.leaving)
        with connected(data) as connection:
            for table in TABLES:
                for file, _layout in files_of(table, view):
                    if not may_hold(connection, table, file, person):
                        continue
                    for facts in read_facts(file):
                        kept = facts.filter(~pl.col("batch").is_in(leaving)) if leaving else facts
                        yield About(table, *sieve.apart(table, kept))
    finally:
        if handle is not None:
            os.close(handle)


def not_read_about(data: Path, person: Person) -> list[dict[str, object]]:
    """The rows not read whose excerpt or reason names the person: batch, file, row, column, reason, value_excerpt."""
    sieve = Sieve(Suppression.only(data, person))
    found: list[dict[str, object]] = []
    for path in live_files(data / "lake" / "rejects"):
        rows = pl.from_arrow(pq.read_table(path, schema=REJECTS))
        assert isinstance(rows, pl.DataFrame)
        found += rows.filter(sieve.names(rows["value_excerpt"]) | sieve.names(rows["reason"])).to_dicts()
    return found
