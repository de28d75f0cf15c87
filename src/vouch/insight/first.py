"""Which value comes first, of several that describe one thing? In an order, of those that are filled in.

An aggregate that takes its rows in an order is not to be had on every engine; a place in the order is.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def in_order(rows: ir.Table, by: Sequence[str], order: Sequence[str]) -> ir.Table:
    """`rows` with `nth`: the place of each among those that are alike in `by`, when put in `order`."""
    alike = ibis.window(group_by=[rows[name] for name in by], order_by=[rows[name] for name in order])
    return rows.mutate(nth=ibis.row_number().over(alike))


def first(rows: ir.Table, column: str, told_by: str | None = None) -> ir.Value:
    """An aggregate: `column` of the first row (`in_order`) in which `told_by`, or itself, is filled in."""
    return rows[column].argmin(rows.nth, where=rows[told_by or column].notnull())
