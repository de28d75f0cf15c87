"""Which files hold keys that a new batch brings again, so that only those have to be searched for latest versions.

Most facts come once. A table of a hundred million events is read as it lies, and the few files that share a key with
another row are named by the batch that repeated it. Keys are compared by a number of eight bytes that follows from
each: should two different keys ever have the same, files are searched in which nothing is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq

from vouch.lake.duck import connected, parquet
from vouch.lake.log import live_files
from vouch.tables.facts import TABLES

_HELD = 16_000_000
"""Numbers of new keys that are held at once; of a batch that has more, they are gone through in several rounds."""
_AT_ONCE = 250_000
_MEMORY = "300MB"  # the files are only read: nothing is joined or grouped

_Marks = np.ndarray[tuple[int], np.dtype[np.uint64]]
_Places = np.ndarray[tuple[int], np.dtype[np.intp]]


def files_with_repeats(data: Path, new: Mapping[str, Sequence[Path]]) -> dict[str, list[str]]:
    """For each table the names of files, new and old, that hold a key more than one row of the lake has.

    `new` are finished files of a batch that is not committed yet. Versioned tables are left out: they are always
    searched, since a key is meant to come again there.
    """
    repeats: dict[str, list[str]] = {}
    with connected(data, memory=_MEMORY) as connection:
        for table, paths in new.items():
            if paths and table in TABLES and not TABLES[table].versioned:
                names = _names(connection, list(paths), live_files(data / "lake" / table))
                if names:
                    repeats[table] = sorted(names)
    return repeats


def _names(connection: duckdb.DuckDBPyConnection, new: list[Path], old: list[Path]) -> set[str]:
    rows = sum(pq.read_metadata(path).num_rows for path in new)
    rounds = rows // _HELD + 1
    names: set[str] = set()
    for number in range(rounds):
        names |= _round(partial(_marks, connection, f"hash(key) % {rounds} = {number}"), rows, new, old)
    return names


def _round(marks: Callable[[Path], Iterator[_Marks]], rows: int, new: list[Path], old: list[Path]) -> set[str]:
    fresh = _sorted(rows, (some for path in new for some in marks(path)))
    again = np.zeros(len(fresh), dtype=np.bool_)
    again[1:] = fresh[1:] == fresh[:-1]
    names: set[str] = set()
    for path in old:
        for some in marks(path):
            places = _places(fresh, some)
            again[places] = True
            if len(places):
                names.add(path.name)
    repeated = fresh[again]
    if len(repeated):
        names |= {path.name for path in new if any(len(_places(repeated, some)) for some in marks(path))}
    return names


def _marks(connection: duckdb.DuckDBPyConnection, turn: str, path: Path) -> Iterator[_Marks]:
    found = connection.execute(f"SELECT hash(key) AS mark FROM {parquet([path])} WHERE {turn}")
    for batch in found.fetch_record_batch(_AT_ONCE):
        yield batch.column("mark").to_numpy()


# in one piece of memory, of which only what is filled in is taken
def _sorted(rows: int, marks: Iterator[_Marks]) -> _Marks:
    every, filled = np.empty(rows, dtype=np.uint64), 0
    for some in marks:
        every[filled : filled + len(some)] = some
        filled += len(some)
    every = every[:filled]
    every.sort()
    return every


# where in `every`, which is sorted, some of them are; in order they are found many times quicker
def _places(every: _Marks, some: _Marks) -> _Places:
    some = np.sort(some)
    places = np.searchsorted(every, some)
    inside = int(np.searchsorted(places, len(every)))
    found: _Places = places[:inside][every[places[:inside]] == some[:inside]]
    return found
