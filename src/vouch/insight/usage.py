"""How much each account uses the product, as far as the question needs it: windows before each day, and the first use.

Use is the one table of hundreds of millions of rows, so it is summed before it is resolved. Use that names its account
is summed by that name alone, in one pass over the columns; only use that names a person is first summed by day, since
whose it is depends on where they worked that day.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import DAY, on_day, seconds
from vouch.insight.identity import resolve
from vouch.insight.keep import Keep

YEAR = 365
DIGITS = 9
"""Decimals of a sum of use: in which order an engine adds is not to be seen."""
_PARTS = ("recent", "before", "last_year")


@dataclass(frozen=True)
class Use:
    """Use before anybody knows whose it is.

    `ever`: system, account_id, t (the first second), day (the first). `lately`: system, account_id, as_of and the sums
    of `windows`. `daily`: system, contact_id, email, day, t, used, of use that names no account. `people`: system and
    email of everybody whom use of an account names.
    """

    ever: ir.Table
    lately: ir.Table
    daily: ir.Table
    people: ir.Table


def windows(covered: ir.Table, as_of: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """The days that count for each feed and day to place on: system, as_of, day (since 1970), part, last.

    `covered`: system, until (seconds): the last moment each feed tells of. A feed that stopped more than so many days
    ago says nothing. `part`: `recent`, `before` (the baseline) or `last_year` (the recent days a year earlier).
    """
    rule = policy.at_risk.usage
    feeds = covered.join(as_of.select("as_of", "at"), ibis.literal(True))
    feeds = feeds.filter(feeds.at - feeds.until <= rule.feed_stopped_after_days * DAY)
    feeds = on_day(feeds.mutate(told=ibis.least(_.at, _.until)), days, last="told")
    feeds = feeds.select(system="system", as_of="as_of", last="last")
    longest = max(rule.recent_days + rule.baseline_days, YEAR + rule.recent_days)
    ago = ibis.range(longest).unnest().name("ago")
    rows = feeds.mutate(ago=ago).mutate(ago=_.ago.cast("int64"))
    part = ibis.cases(
        (rows.ago < rule.recent_days, "recent"),
        (rows.ago < rule.recent_days + rule.baseline_days, "before"),
        else_=ibis.null("string"),
    )
    year_ago = (rows.ago >= YEAR) & (rows.ago < YEAR + rule.recent_days)
    plain = rows.mutate(part=part).filter(_.part.notnull())
    seasonal = rows.filter(year_ago).mutate(part=ibis.literal("last_year"))
    columns = {"system": "system", "as_of": "as_of", "last": "last", "part": "part"}
    return ibis.union(*[table.select(**columns, day=table["last"] - table.ago) for table in (plain, seasonal)])


def use(usage: ir.Table, days: ir.Table, spans: ir.Table, keep: Keep) -> Use:
    """The fact table `usage`, summed. `spans`: the answer of `windows`."""
    rows = usage.select(
        "system", "account_id", "contact_id", "email",
        t=seconds(usage.happened_at), used=ibis.coalesce(usage.quantity, 1.0),
    )  # fmt: skip
    named = rows.filter(_.account_id.notnull())
    ever = named.group_by("system", "account_id").agg(t=_.t.min())
    lately = _in_windows(on_day(named, days, day="t"), spans, "account_id")
    daily = on_day(rows.filter(_.account_id.isnull()), days, day="t")
    daily = daily.group_by("system", "contact_id", "email", "day").agg(t=_.t.min(), used=_.used.sum().round(DIGITS))
    people = named.filter(_.email.notnull()).select("system", "email").distinct()
    return Use(
        ever=keep("used_ever", on_day(ever.mutate(day=_.t), days, day="day")),
        lately=keep("used_lately", lately),
        daily=keep("used_daily", daily),
        people=keep("used_by", people),
    )


@dataclass(frozen=True)
class UseOfAccounts:
    """Use by account. `first`: account, system, and t, day of first use. `sums`: account, as_of, sums of windows."""

    first: ir.Table
    sums: ir.Table


def use_of_accounts(found: Use, spans: ir.Table, whom: ir.Table, workplaces: ir.Table, keep: Keep) -> UseOfAccounts:
    """Whose the use is. `whom` and `workplaces`: as `identity` makes them."""
    theirs = keep("used_by_people", resolve(found.daily, whom, workplaces).filter(_.account.notnull()))
    own = resolve(found.ever, whom, workplaces).filter(_.account.notnull())
    first = (
        ibis.union(*[rows.select("account", "system", "t", "day") for rows in (own, theirs)])
        .group_by("account", "system")
        .agg(t=_.t.min(), day=_.day.min())
    )
    lately = resolve(found.lately.mutate(t=ibis.literal(0, "int64")), whom, workplaces).filter(_.account.notnull())
    parts = ("account", "as_of", *_PARTS)
    sums = ibis.union(lately.select(*parts), _in_windows(theirs, spans, "account").select(*parts))
    return UseOfAccounts(
        first=keep("used_first", first),
        sums=keep(
            "used_sums", sums.group_by("account", "as_of").agg(**{part: _[part].sum().round(DIGITS) for part in _PARTS})
        ),
    )


def _in_windows(rows: ir.Table, spans: ir.Table, whose: str) -> ir.Table:
    """The sums of `used` in each part of the windows: system, `whose`, as_of, recent, before, last_year."""
    wanted = spans.select(_system="system", _day="day", as_of="as_of", part="part")
    inside = rows.join(wanted, [rows.system == wanted._system, rows.day == wanted._day])
    return inside.group_by("system", whose, "as_of").agg(
        **{part: ibis.coalesce(inside.used.sum(where=inside.part == part), 0.0).round(DIGITS) for part in _PARTS}
    )
