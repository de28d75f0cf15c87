"""Which files hold keys that a new batch brings again, so that only those have to be searched for latest versions.

Most facts come once. A table of a hundred million events is read as it lies, and the few files that share a key with
another row are named by the batch that repeated it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from vouch.lake.duck import connected, parquet
from vouch.lake.log import live_files
from vouch.tables.facts import TABLES


def files_with_repeats(data: Path, new: Mapping[str, Sequence[Path]]) -> dict[str, list[str]]:
    """For each table the names of files, new and old, that hold a key more than one row of the lake has.

    `new` are finished files of a batch that is not committed yet. Versioned tables are left out: they are always
    searched, since a key is meant to come again there.
    """
    repeats: dict[str, list[str]] = {}
    with connected(data) as connection:
        for table, paths in new.items():
            if paths and table in TABLES and not TABLES[table].versioned:
                names = _names(connection, list(paths), live_files(data / "lake" / table))
                if names:
                    repeats[table] = names
    return repeats


def _names(connection: duckdb.DuckDBPyConnection, new: list[Path], old: list[Path]) -> list[str]:
    fresh = f"(SELECT key, filename FROM {parquet(new, filename=True)})"
    found = connection.execute(
        f"""SELECT DISTINCT filename FROM {fresh} JOIN
            (SELECT key FROM {fresh} GROUP BY key HAVING count(*) > 1) USING (key)"""
    ).fetchall()
    if old:
        known = f"(SELECT key, filename FROM {parquet(old, filename=True)})"
        hit = connection.execute(
            f"SELECT DISTINCT filename FROM {known} SEMI JOIN {fresh} AS fresh USING (key)"
        ).fetchall()
        found += hit
        if hit:
            found += connection.execute(
                f"SELECT DISTINCT filename FROM {fresh} SEMI JOIN {known} AS known USING (key)"
            ).fetchall()
    return sorted({Path(name).name for (name,) in found})
