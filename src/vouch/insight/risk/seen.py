"""Reasons that we saw ourselves: a grave case left open, a sponsor gone, usage that fell."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import Role
from vouch.insight.calendar import DAY, on_day
from vouch.insight.identity import FOR_EVER
from vouch.insight.risk.reason import reason


def open_cases(tickets: ir.Table, as_of: ir.Table, policy: Policy) -> ir.Table:
    """A severity-one case or escalation has stood open for too long. `tickets` as service evidence reads them."""
    longer = policy.at_risk.days.severity_one_open_longer_than * DAY
    rows = tickets.filter(_.grave_from.notnull() & _.account.notnull())
    now = rows.join(
        as_of,
        [rows.grave_from + longer < as_of.at, ibis.coalesce(rows.closed, ibis.literal(FOR_EVER, "int64")) > as_of.at],
    )
    return reason(now, "severity_one_open", since=now.grave_from + longer, until="when the case is closed")


def sponsors_gone(spans: ir.Table, workplaces: ir.Table, as_of: ir.Table, policy: Policy) -> ir.Table:
    """The sponsor left and nobody has followed. `spans`: roles; `workplaces`: who was where when.

    Who was sponsor at one account and now works for another is none there, unless somebody says so.
    """
    longer = policy.at_risk.days.sponsor_gone_longer_than * DAY
    role = spans.filter(_.role == Role.SPONSOR.value).select(
        contact="contact", role_account="account", role_begins="begins", role_ends="ends"
    )
    at_work = workplaces.select(_who="contact", workplace="workplace", work_begins="begins", work_ends="ends")
    held = role.join(at_work, role.contact == at_work._who)
    held = held.mutate(
        account=_.workplace,
        begins=ibis.greatest(_.role_begins, _.work_begins),
        # a role's last second is included, a workplace's is not
        ends=ibis.least(_.role_ends, _.work_ends - 1),
    ).filter((_.begins <= _.ends) & (_.role_account.isnull() | (_.role_account == _.account)))
    began = held.join(as_of, held.begins <= as_of.at)
    now = began.group_by("as_of", "at", "account").agg(last=_.ends.max())
    now = now.filter(now["last"] + longer < now.at)
    return reason(now, "sponsor_gone", since=now["last"] + longer, until="when a new sponsor is named")


def usage_down(daily: ir.Table, covered: ir.Table, as_of: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """Usage fell against the account's own baseline, as far as its feed reaches.

    `daily`: account, system, day (days since 1970), used. `covered`: system, until (seconds): the last moment each
    feed tells of. A feed that stopped more than so many days ago says nothing. With a long enough history the baseline
    is the same days a year before, else the days before the recent ones.
    """
    rule = policy.at_risk.usage
    feeds = covered.join(as_of, ibis.literal(True))
    feeds = feeds.filter(feeds.at - feeds.until <= rule.feed_stopped_after_days * DAY)
    feeds = on_day(feeds.mutate(told=ibis.least(_.at, _.until)), days, last="told")
    feeds = feeds.select(_system="system", as_of="as_of", last="last")
    rows = daily.join(feeds, daily.system == feeds._system).filter(_.day <= _["last"])
    ago = rows["last"] - rows.day
    recent, base = rule.recent_days, rule.baseline_days
    year_ago = (ago >= 365) & (ago < 365 + recent)
    sums = rows.group_by("as_of", "account").agg(
        recent=ibis.coalesce(rows.used.sum(where=ago < recent), 0.0),
        before=ibis.coalesce(rows.used.sum(where=(ago >= recent) & (ago < recent + base)), 0.0),
        last_year=ibis.coalesce(rows.used.sum(where=year_ago), 0.0),
        oldest=ago.max(),
        last=rows["last"].max(),
    )
    seasonal = (sums.oldest >= rule.seasonal_from_days) & (sums.last_year > 0)
    baseline = ibis.ifelse(seasonal, sums.last_year / float(recent), sums.before / float(base))
    # an account younger than its own baseline has none yet
    told = (sums.oldest >= recent + base - 1) & (baseline > 0)
    sums = sums.mutate(now=sums.recent / float(recent), baseline=baseline).filter(told)
    fallen = sums.filter((sums.now - sums.baseline) / sums.baseline <= -rule.drop)
    fallen = fallen.join(days, fallen["last"] - recent + 1 == days.day.epoch_days())
    return reason(fallen, "usage_down", since=fallen.begins, until="when usage is back near its baseline")
