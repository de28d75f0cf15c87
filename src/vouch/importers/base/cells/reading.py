"""What reading a column of cells gives: values, and why some cells gave none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

Why = dict[int, str]
"""The reason for each cell, by its place in the column, that could not be read."""


@dataclass(frozen=True)
class Cells:
    """A column read: its values (null where empty or unreadable), and the reasons for those unreadable."""

    values: pl.Series
    why: Why = field(default_factory=dict)


def unread(raw: pl.Series, values: pl.Series, reason: str | Callable[[str], str], why: Why | None = None) -> Why:
    """Reasons for the cells that are filled in but have no value; those that have a reason already keep it."""
    known = dict(why or {})
    missing = raw.is_not_null() & values.is_null()
    if missing.any():
        for place in missing.arg_true().to_list():
            known.setdefault(place, reason if isinstance(reason, str) else reason(raw[place]))
    return known


def nothing(length: int, dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """A column of empty cells."""
    return pl.Series([None], dtype=dtype).new_from_index(0, length)


def kept(values: pl.Series, good: pl.Series) -> pl.Series:
    """`values` where `good` is true, null elsewhere."""
    return values.zip_with(good.fill_null(False), nothing(len(values), values.dtype))


def without(values: pl.Series, bad: pl.Series, reason: str, why: Why) -> tuple[pl.Series, Why]:
    """`values` without those for which `bad` is true, and the reasons with theirs."""
    bad = bad.fill_null(False)
    if not bad.any():
        return values, why
    return kept(values, ~bad), {**dict.fromkeys(bad.arg_true().to_list(), reason), **why}
