"""Which value comes first, of several that describe one thing? In an order, of those that are filled in.

An aggregate that takes its rows in an order is not to be had on every engine; a place in the order is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir


def in_order(rows: ir.Table, by: Sequence[str], order: Sequence[str]) -> ir.Table:
    """`rows` with `nth`: the place of each among those that are alike in `by`, when put in `order`."""
    alike = ibis.window(group_by=[rows[name] for name in by], order_by=[rows[name] for name in order])
    return rows.mutate(nth=ibis.row_number().over(alike))


def first(rows: ir.Table, column: str, told_by: str | None = None) -> ir.Value:
    """An aggregate: `column` of the first row (`in_order`) in which `told_by`, or itself, is filled in."""
    return rows[column].argmin(rows.nth, where=rows[told_by or column].notnull())


def firsts(
    rows: ir.Table,
    by: Sequence[str],
    order: Sequence[str],
    columns: Mapping[str, str],
    *,
    told_by: Mapping[str, str] | None = None,
    least: Sequence[str] = (),
    most: Sequence[str] = (),
) -> ir.Table:
    """One row for each of `by`: `columns` (new: source) of the first row in `order` in which each is filled in.

    `told_by`: where it is another column that has to be. `least` and `most`: columns of which the lowest and the
    highest are taken. Rows whose `several` is false are the only ones of theirs: nearly all are, and need no order.
    """
    told_by = told_by or {}
    alone = rows.filter(~rows.several)
    own = {
        new: ibis.ifelse(alone[told_by[new]].notnull(), alone[source], None) if new in told_by else alone[source]
        for new, source in columns.items()
    }
    found = alone.select(*by, **own, **{name: alone[name] for name in (*least, *most)})
    many = in_order(rows.filter(rows.several), by, order)
    together = many.group_by(*by).agg(
        **{new: first(many, source, told_by.get(new)) for new, source in columns.items()},
        **{name: many[name].min() for name in least},
        **{name: many[name].max() for name in most},
    )
    return found.union(together)


def several(rows: ir.Table, whose: str, record: Sequence[str]) -> ir.BooleanValue:
    """Whether more than one record (told apart by these columns) describes the same account or person."""
    theirs = ibis.window(group_by=rows[whose])
    found = [rows[name].min().over(theirs) != rows[name].max().over(theirs) for name in record]
    return found[0] | found[1]
