"""The shape of a reason: what it is called, since when it stands, and its last moment or what would end it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _


def reason(
    rows: ir.Table, name: str, *, since: ir.IntegerValue, last: ir.IntegerValue | None = None, until: str | None = None
) -> ir.Table:
    """`rows` (as_of, account ...) as reasons: of several alike on one account the earliest, with the latest end.

    `last`: the last second it stands, where it ends by itself; `until`: what has to happen, where it does not.
    """
    told = rows.select(
        "as_of",
        "account",
        reason=ibis.literal(name),
        since=since.cast("int64"),
        last=ibis.null("int64") if last is None else last.cast("int64"),
        until=ibis.null("string") if until is None else ibis.literal(until),
    )
    return (
        told.filter(_.account.notnull())
        .group_by("as_of", "account", "reason", "until")
        .agg(since=_.since.min(), last=_["last"].max())
    )
