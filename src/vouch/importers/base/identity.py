"""The identity of a fact: its key, which is the same when the fact comes again, and the hash of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
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
    prefix = (table.name, system)
    texts = _joined(own, table.key, prefix)
    if not named.all():
        texts = texts.zip_with(named, _joined(own, table.names, prefix))
    return pl.Series("key", [blake2b(text, digest_size=16).hexdigest() for text in _bytes(texts)], dtype=pl.String)


def hashes(table: Table, own: pl.DataFrame) -> pl.Series:
    """Signed 64-bit hashes over the facts' own columns."""
    digests = b"".join([blake2b(text, digest_size=8).digest() for text in _bytes(_joined(own, table.names))])
    return pl.Series("row_hash", np.frombuffer(digests, dtype=">i8").astype(np.int64), dtype=pl.Int64)


def _joined(own: pl.DataFrame, names: Sequence[str], prefix: Sequence[str] = ()) -> pl.Series:
    parts = [_as_text(pl.col(name), own.schema[name]).fill_null(_EMPTY) for name in names]
    return own.select(pl.concat_str([*map(pl.lit, prefix), *parts], separator=_BETWEEN).alias("text"))["text"]


# the texts as UTF-8, which is how Polars has them already
def _bytes(texts: pl.Series) -> list[bytes]:
    return texts.cast(pl.Binary).to_list()


def _as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    return column.to_physical().cast(pl.String) if dtype.is_temporal() else column.cast(pl.String)
