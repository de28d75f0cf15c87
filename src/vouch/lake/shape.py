"""How a table of the contract is stored: its columns and types in Arrow, Polars and Delta.

Statistics in the Delta log are limited to times and to ids that name nobody, from the first version of a table on:
a log entry outlives the row it describes.
"""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from vouch.tables.facts import ENVELOPE, TABLES
from vouch.tables.shape import Column, Type

_INSTANT = pa.timestamp("us", tz="UTC")
_ARROW: dict[Type, pa.DataType] = {
    Type.ID: pa.string(),
    Type.TEXT: pa.string(),
    Type.EMAIL: pa.string(),
    Type.CHOICE: pa.string(),
    Type.NUMBER: pa.float64(),
    Type.COUNT: pa.int64(),
    Type.YES_NO: pa.bool_(),
    Type.DATE: pa.date32(),
    Type.TIME: _INSTANT,
}
_POLARS: dict[Type, pl.DataType] = {
    Type.NUMBER: pl.Float64(),
    Type.COUNT: pl.Int64(),
    Type.YES_NO: pl.Boolean(),
    Type.DATE: pl.Date(),
    Type.TIME: pl.Datetime("us", "UTC"),
}

STATISTICS = ("batch", "happened_at", "modified_at", "learned_at")
"""The only columns whose smallest and greatest values may stand in the Delta log."""

REJECTS = pa.schema(
    [
        ("batch", pa.string()),
        ("file", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("reason", pa.string()),
        ("value_excerpt", pa.string()),
    ]
)
"""Rows that were not read, kept with their batch."""


def stored_columns(table: str) -> tuple[Column, ...]:
    """The columns of a fact table as stored: its own, then those of the envelope that it has no column for.

    A table whose own column is called like one of the envelope (`happened_at`, `modified_at`) stores it once, with
    the envelope's promise that it is always filled in.

    >>> [column.name for column in stored_columns("deal_contacts")][:4]
    ['deal_id', 'contact_id', 'role', 'is_primary']
    """
    envelope = {column.name for column in ENVELOPE}
    own = tuple(column for column in TABLES[table].columns if column.name not in envelope)
    return own + ENVELOPE


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a fact table, or of `rejects`."""
    if table == "rejects":
        return REJECTS
    return pa.schema([(column.name, _ARROW[column.type]) for column in stored_columns(table)])


def conformed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows in exactly the columns of `schema`: what they lack is empty, what it lacks is dropped.

    An earlier version of Vouch may have stored fewer columns, or others.
    """
    given = set(rows.column_names)
    columns = [
        rows.column(field.name).cast(field.type) if field.name in given else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def polars_schema(table: str) -> dict[str, pl.DataType]:
    """The Polars schema of a fact table: what importers hand over.

    >>> polars_schema("usage")["quantity"]
    Float64
    """
    return {column.name: _POLARS.get(column.type, pl.String()) for column in stored_columns(table)}
