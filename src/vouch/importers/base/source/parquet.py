"""Rows of a Parquet file, batch by batch, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from vouch.domain.errors import BadInput
from vouch.importers.base.source.check import Checked
from vouch.importers.base.source.grid import LOT, Lot, trimmed
from vouch.importers.base.words import made_unique


class Parquet:
    """A Parquet file. Rows are counted from 1; it has no line of headers."""

    sheet: str | None = None
    serials = False

    def __init__(self, checked: Checked, called: str) -> None:
        self._checked, self._called = checked, called
        try:
            with pq.ParquetFile(checked.path) as file:
                self._names, self._rows = list(file.schema_arrow.names), int(file.metadata.num_rows)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise BadInput("no_parquet", f"{called} is a damaged Parquet file.", file=called) from error

    @property
    def size(self) -> int:
        return max(self._rows, 1)

    def head(self) -> list[list[str]]:
        """The column names."""
        return [self._names]

    def lots(self, header: int, *, after: int = 0, footer: bool = False, size: int = LOT) -> Iterator[Lot]:
        """All rows, lot by lot."""
        names, done = made_unique(self._names), 0
        try:
            with pq.ParquetFile(self._checked.path) as file:
                for batch in file.iter_batches(batch_size=size):
                    columns = [_text(batch.column(place), name) for place, name in enumerate(names)]
                    rows = pl.Series("row", range(done + 1, done + batch.num_rows + 1), dtype=pl.Int64)
                    done += batch.num_rows
                    yield Lot(trimmed(pl.DataFrame(columns)), rows, [], done)
        except (pa.ArrowException, OSError) as error:
            raise BadInput("no_parquet", f"{self._called} is a damaged Parquet file.", file=self._called) from error
        if not done:
            yield Lot(pl.DataFrame({name: pl.Series(name, [], dtype=pl.String) for name in names}), _NO_ROWS)


_NO_ROWS = pl.Series("row", [], dtype=pl.Int64)


def _text(column: pa.Array, name: str) -> pl.Series:
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return pl.Series(name, [_cell(value) for value in column.to_pylist()], dtype=pl.String)
    series = pl.Series(name, pl.from_arrow(column))
    if isinstance(series.dtype, pl.Datetime):
        pattern = "%Y-%m-%dT%H:%M:%S%.6f" + ("Z" if series.dtype.time_zone else "")
        if series.dtype.time_zone:
            series = series.dt.convert_time_zone("UTC")
        return series.dt.to_string(pattern)
    if series.dtype.is_float():
        return series.cast(pl.String).str.replace(r"^(-?\d+)\.0$", "$1")
    if series.dtype == pl.Boolean:
        return series.cast(pl.String)
    return series.cast(pl.String, strict=False)


def _cell(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return ";".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)
