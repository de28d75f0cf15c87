"""What a fact carries beside its own columns: identity, times, the row it was read from, what has no column."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import polars as pl

from vouch.importers.base.cells.dates import ends
from vouch.importers.base.identity import hashes, keys
from vouch.importers.base.styles import LATER
from vouch.tables.shape import Table, Type

_INSTANT = pl.Datetime("us", "UTC")


def attributes(frame: pl.DataFrame, names: list[str]) -> list[str | None]:
    """For each row the cells of columns that Vouch has no name for, as JSON.

    >>> attributes(pl.DataFrame({"a": ["1", None], "b": ["2", None]}), ["b"])
    ['{"b":"2"}', None]
    """
    if not names:
        return [None] * len(frame)
    present = [name for name in names if name in frame.columns]
    columns = [frame[name].to_list() for name in present]
    return [
        json.dumps(cells, ensure_ascii=False, separators=(",", ":")) if cells else None
        for row in (zip(*columns, strict=True) if columns else ((),) * len(frame))
        for cells in [{name: cell for name, cell in zip(present, row, strict=True) if cell is not None}]
    ]


def wrapped(
    table: Table,
    own: pl.DataFrame,
    *,
    system: str,
    file: str,
    rows: pl.Series,
    extra: pl.Series,
    home: str,
    imported_at: datetime,
    exported_at: Callable[[], datetime],
) -> pl.DataFrame:
    """Facts as they are stored: own columns, then the envelope. `exported_at` is asked only where a row does not say.

    Of something that can change, `modified_at` is when the source last changed it, else when the file was exported;
    an event that only happens was last changed when it happened.
    """
    said = own["modified_at"] if "modified_at" in own.columns else None
    happened = _happened(table, own, home)
    changed = said if said is not None else happened
    if said is not None and said.null_count():
        changed = said.fill_null(exported_at())
    happened = changed if happened is None else happened
    assert happened is not None, f"{table.name} has no time"
    if happened.null_count():
        happened = happened.fill_null(exported_at() if said is None or changed is None else changed)
    changed = happened if said is None or changed is None else changed
    return own.with_columns(
        keys(table, system, own),
        hashes(table, own),
        pl.lit(system).alias("system"),
        happened.alias("happened_at"),
        changed.alias("modified_at"),
        pl.lit(imported_at).cast(_INSTANT).alias("learned_at"),
        pl.lit(file).alias("file"),
        rows.alias("row"),
        extra.alias("attributes"),
    )


# a fact that does not say when it happened takes the earliest past time it has
def _happened(table: Table, own: pl.DataFrame, home: str) -> pl.Series | None:
    if table.happens is None:
        return None
    moments = _instant(own, table, table.happens, home)
    if moments.null_count():
        others = [
            _instant(own, table, column.name, home).alias(column.name)
            for column in table.columns
            if column.type in (Type.DATE, Type.TIME) and column.name not in LATER | {"modified_at"}
        ]
        earliest = pl.DataFrame(others).select(pl.min_horizontal(pl.all()).alias("t"))["t"]
        moments = moments.fill_null(earliest)
    return moments


def _instant(own: pl.DataFrame, table: Table, name: str, home: str) -> pl.Series:
    return ends(own[name], home) if table.column(name).type is Type.DATE else own[name]
