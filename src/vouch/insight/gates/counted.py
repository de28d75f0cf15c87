"""The acts gate: counted, not scored.

Met from the first act for which no reward had been announced, or from the second of any kind; held from then on; stale
when the last is long ago. No act means not met: we would know.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _


def counted_gates(acts: ir.Table, as_of: ir.Table) -> ir.Table:
    """The acts gate of everyone who ever acted, on every day of `as_of`.

    `acts` is laid beside subjects: kind, subject, t, rewarded. Columns: as_of, kind, subject, state (met or unknown),
    stale, count, last_at, met_at (seconds).
    """
    rows = acts.mutate(
        nth=ibis.row_number().over(group_by=[_["kind"], _.subject], order_by=[_.t, _.atom]) + 1,
    )
    rows = rows.mutate(meets=ibis.ifelse(~_.rewarded | (_.nth >= 2), _.t, ibis.null("int64")))
    joined = rows.join(as_of, rows.t <= as_of.at)
    grouped = joined.group_by("as_of", "kind", "subject", "acts_stale_before").agg(
        count=_.count(), met_at=_.meets.min(), last_at=_.t.max()
    )
    return grouped.select(
        "as_of",
        "kind",
        "subject",
        "count",
        "last_at",
        "met_at",
        state=ibis.ifelse(_.met_at.notnull(), "met", "unknown"),
        stale=_.met_at.notnull() & (_.last_at < _.acts_stale_before),
    )
