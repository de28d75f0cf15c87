"""The current rows of one table, as an Ibis expression: the latest version of each key, or every version there was.

The latest is the row the source changed last; of two changed at once, the one learned last. A versioned table keeps
one row for each moment a key changed.
"""

from __future__ import annotations

from collections.abc import Collection

import ibis
import ibis.expr.types as ir

from vouch.tables.shape import Table


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
