"""What was there of a customer before anybody asked them for anything: how many ways they use the product."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import DAY, on_day, seconds
from vouch.insight.identity import resolve


def breadth(
    usage: ir.Table,
    spans: ir.Table,
    as_of: ir.Table,
    days: ir.Table,
    whom: ir.Table,
    workplaces: ir.Table,
    policy: Policy,
) -> ir.Table:
    """How many kinds of events each account's use had of late, on the last day: as_of, account, kinds.

    `usage`: the fact table. `spans`: the answer of `usage.windows`; of late are the recent days and those they are held
    against. An account without a row is not known: it was not used, or its feed has stopped, and which of the two
    nobody can tell.
    """
    rule = policy.at_risk.usage
    longest = (rule.recent_days + rule.baseline_days + rule.feed_stopped_after_days + 2) * DAY
    latest = as_of.agg(latest=as_of.at.max())
    last = as_of.join(latest, as_of.at == latest.latest).select(as_of="as_of", at="at")
    named = usage.account_id.notnull()
    rows = usage.filter(usage.event.strip().nullif("").notnull()).select(
        "system", "account_id", "event",
        contact_id=ibis.ifelse(named, ibis.null("string"), usage.contact_id),
        email=ibis.ifelse(named, ibis.null("string"), usage.email),
        used=seconds(usage.happened_at),
    )  # fmt: skip
    rows = rows.join(last, [rows.used > last.at - longest, rows.used <= last.at])
    rows = on_day(rows, days, day="used")
    lately = spans.filter(spans.part.isin(["recent", "before"])).select(_system="system", _day="day", _as_of="as_of")
    inside = rows.join(lately, [rows.system == lately._system, rows.day == lately._day, rows.as_of == lately._as_of])
    inside = inside.select("system", "account_id", "contact_id", "email", "event", "as_of", t="at").distinct()
    theirs = resolve(inside, whom, workplaces).filter(_.account.notnull()).select("as_of", "account", "event")
    return theirs.distinct().group_by("as_of", "account").agg(kinds=_.count())
