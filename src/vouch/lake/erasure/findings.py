"""The words of evidence in what runs wrote beside the facts: they quote a fact, so they go with it.

Everything else a finding holds is ids and numbers, and stays as it was recorded.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.erasure.cells import GONE
from vouch.lake.erasure.sieve import Sieve

_WORDS = ("says", "file", "source")
"""Columns of result tables that quote; `atom` is the key of the fact they quote."""
_GROUP = 50_000
_UNFINISHED = ".clean-"


def clean_findings(lake: Path, sieve: Sieve, keys: Collection[str]) -> int:
    """Takes out of every result table what quotes the facts of `keys`, and what names an erased person.

    Result tables are the Parquet files in the lake that belong to no Delta table. What is half written goes: whoever
    writes it read the facts before. Gives how many cells went.
    """
    for folder in lake.glob("runs/.*"):
        shutil.rmtree(folder, ignore_errors=True)
    tables = {log.parent for log in lake.glob("*/_delta_log")}
    for unfinished in lake.rglob(f"{_UNFINISHED}*.parquet"):
        unfinished.unlink()
    gone = pl.Series(sorted(keys), dtype=pl.String).implode()
    return sum(
        _clean(path, sieve, gone)
        for path in sorted(lake.rglob("*.parquet"))
        if not tables.intersection(path.parents) and set(_WORDS).intersection(pq.read_schema(path).names)
    )


def _clean(path: Path, sieve: Sieve, keys: pl.Series) -> int:
    if not sum(cells for _, cells in _cleaned(path, sieve, keys)):
        return 0
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    count = 0
    with pq.ParquetWriter(unfinished, pq.read_schema(path), compression="zstd") as writer:
        for rows, cells in _cleaned(path, sieve, keys):
            writer.write_table(rows, row_group_size=_GROUP)
            count += cells
    unfinished.replace(path)
    return count


def _cleaned(path: Path, sieve: Sieve, keys: pl.Series) -> Iterator[tuple[pa.Table, int]]:
    schema = pq.read_schema(path)
    with pq.ParquetFile(path) as source:
        for batch in source.iter_batches(_GROUP):
            rows = pa.Table.from_batches([batch])
            quoted = pl.repeat(False, len(rows), dtype=pl.Boolean, eager=True)
            if "atom" in schema.names:
                atoms = pl.Series("atom", rows.column("atom").to_pylist(), dtype=pl.String)
                quoted = pl.DataFrame([atoms]).select(pl.col("atom").is_in(keys))["atom"].fill_null(False)
            cells = 0
            for name in (name for name in _WORDS if name in schema.names):
                said = pl.Series(name, rows.column(name).to_pylist(), dtype=pl.String)
                named = sieve.names(said) | (quoted & said.is_not_null() if name == "says" else False)
                if named.any():
                    cells += int(named.sum())
                    clean = pl.select(pl.when(named).then(pl.lit(GONE)).otherwise(said)).to_series().to_list()
                    at = schema.get_field_index(name)
                    rows = rows.set_column(at, schema.field(at), pa.array(clean, schema.field(at).type))
            yield rows, cells
