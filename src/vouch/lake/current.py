"""The current rows of one table, as an Ibis expression: the latest version of each key, or every version there was.

The latest is the row the source changed last; of two changed at once, the one learned last. A versioned table keeps
one row for each moment a key changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from vouch.lake.shape import arrow_schema
from vouch.tables.shape import Table

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend


def stored_rows(con: Backend, table: str, paths: Sequence[Path]) -> ir.Table:
    """All rows of some files of a table, in its columns of today; those an older file lacks are empty."""
    rows = con.read_parquet([str(path) for path in paths], union_by_name=True)
    schema = ibis.schema(arrow_schema(table))
    return rows.select(
        rows[name] if name in rows.columns else ibis.null(type_).name(name) for name, type_ in schema.items()
    )


def current_rows(
    table: Table, plain: ir.Table | None, searched: ir.Table | None, leaving: Collection[str]
) -> ir.Table | None:
    """The rows of `plain`, which has no key twice, and the latest of `searched`; None where both are None.

    Rows of `searched` that came in a batch of `leaving` do not count.
    """
    latest = None if searched is None else _latest(table, searched, leaving)
    if plain is None:
        return latest
    return plain if latest is None else ibis.union(plain, latest, distinct=False)


def _latest(table: Table, rows: ir.Table, leaving: Collection[str]) -> ir.Table:
    if leaving:
        rows = rows.filter(rows.batch.notin(sorted(leaving)))
    same = [rows.key, rows.happened_at] if table.versioned else [rows.key]
    latest_first = [
        rows.modified_at.desc(),
        rows.learned_at.desc(),
        rows.batch.desc(),
        rows.row.desc(),
        rows.row_hash.desc(),
    ]
    place = ibis.row_number().over(ibis.window(group_by=same, order_by=latest_first))
    return rows.filter(place == 0)
