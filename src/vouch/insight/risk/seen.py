"""Reasons that we saw ourselves: a grave case left open, a sponsor gone, usage that fell."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import Role
from vouch.insight.calendar import DAY, FOR_EVER
from vouch.insight.risk.reason import reason
from vouch.insight.usage import UseOfAccounts


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


def usage_down(used: UseOfAccounts, spans: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """Usage fell against the account's own baseline, as far as its feed reaches.

    `spans`: the days that count (`usage.windows`); a feed that stopped has none. With a long enough history the
    baseline is the same days a year before, else the days before the recent ones.
    """
    rule = policy.at_risk.usage
    recent, base = rule.recent_days, rule.baseline_days
    feeds = spans.select(_system="system", as_of="as_of", last="last").distinct()
    rows = used.first.join(feeds, used.first.system == feeds._system)
    rows = rows.filter(rows.day <= rows["last"])
    known = rows.group_by("as_of", "account").agg(oldest=(rows["last"] - rows.day).max(), last=rows["last"].max())
    sums = used.sums.rename(_account="account", _as_of="as_of")
    known = known.left_join(sums, [known.account == sums._account, known.as_of == sums._as_of])
    known = known.mutate(**{part: ibis.coalesce(known[part], 0.0) for part in ("recent", "before", "last_year")})
    seasonal = (known.oldest >= rule.seasonal_from_days) & (known.last_year > 0)
    baseline = ibis.ifelse(seasonal, known.last_year / float(recent), known.before / float(base))
    # an account younger than its own baseline has none yet
    told = (known.oldest >= recent + base - 1) & (baseline > 0)
    known = known.mutate(now=known.recent / float(recent), baseline=baseline).filter(told)
    fallen = known.filter((known.now - known.baseline) / known.baseline <= -rule.drop)
    fallen = fallen.join(days, fallen["last"] - recent + 1 == days.day.epoch_days())
    return reason(fallen, "usage_down", since=fallen.begins, until="when usage is back near its baseline")
