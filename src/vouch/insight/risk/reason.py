"""The shape of a reason, and how its end is said."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.insight.calendar import DAY


def reason(rows: ir.Table, name: str, *, since: ir.IntegerValue, ends: ir.Value) -> ir.Table:
    """`rows` (as_of, account ...) as reasons: of several alike on one account the earliest, with the latest end."""
    told = rows.select("as_of", "account", reason=ibis.literal(name), since=since.cast("int64"), ends=ends)
    return (
        told.filter(_.account.notnull())
        .group_by("as_of", "account", "reason")
        .agg(since=_.since.min(), ends=_.ends.max())
    )


def day_after(at: ir.IntegerValue, days: int) -> ir.StringValue:
    """The day so many days after a moment, as people write it in a file: 2026-12-01."""
    return (at + days * DAY).as_timestamp("s").date().cast("string")
