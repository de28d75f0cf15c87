"""The identity of a fact: its key, which is the same when the fact comes again, and the hash of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import polars as pl

from vouch.tables.shape import Table

_BETWEEN = "\x1f"
_EMPTY = "\x00"


def key_of(table: str, system: str, values: Sequence[object]) -> str:
    """The key of one fact: 32 hex digits over table, system and the values of its key columns.

    >>> key_of("usage", "plain", ["e1"]) == key_of("usage", "plain", ["e1"]) != key_of("usage", "segment", ["e1"])
    True
    """
    parts = (table, system, *(_EMPTY if value is None else str(value) for value in values))
    return blake2b(_BETWEEN.join(parts).encode(), digest_size=16).hexdigest()


def keys(table: Table, system: str, own: pl.DataFrame) -> pl.Series:
    """The keys of facts; those whose key columns are all empty are known by all their columns."""
    named = own.select(pl.any_horizontal([pl.col(name).is_not_null() for name in table.key]).alias("n"))["n"]
    prefix = f"{table.name}{_BETWEEN}{system}{_BETWEEN}"
    texts = _joined(own, table.key)
    if not named.all():
        texts = texts.zip_with(named, _joined(own, table.names))
    digests = [blake2b((prefix + text).encode(), digest_size=16).hexdigest() for text in texts.to_list()]
    return pl.Series("key", digests, dtype=pl.String)


def hashes(table: Table, own: pl.DataFrame) -> pl.Series:
    """Signed 64-bit hashes over the facts' own columns."""
    digests = [
        int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
        for text in _joined(own, table.names).to_list()
    ]
    return pl.Series("row_hash", digests, dtype=pl.Int64)


def _joined(own: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    parts = [_as_text(pl.col(name), own.schema[name]).fill_null(_EMPTY) for name in names]
    return own.select(pl.concat_str(parts, separator=_BETWEEN).alias("text"))["text"]


def _as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    return column.to_physical().cast(pl.String) if dtype.is_temporal() else column.cast(pl.String)
