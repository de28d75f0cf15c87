"""Reasons that somebody told us: notices, missed promises, unhappy people, competitors, silence after messages."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import Role
from vouch.insight.calendar import DAY, FOR_EVER, dated, seconds
from vouch.insight.risk.reason import reason
from vouch.insight.words import lower

MOST_OF_A_DETRACTOR = 6
KEY_ROLES = (Role.OUTCOME_OWNER.value, Role.SPONSOR.value, Role.RENEWAL_DECIDER.value)


def notices(renewals: ir.Table, as_of: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """They told us they will cancel or buy less, and have not taken it back."""
    rows = dated(renewals, days, t="happened_on", takes_effect="ends_on").filter(_.account.notnull())
    told = rows.filter(_["kind"].isin(["cancellation_notice", "downsell_notice"]))
    back = rows.filter(_["kind"] == "withdrawn").select(_account="account", _contract="subscription_id", back_at="t")
    # a notice of one contract is not taken back by word of another
    same = (told.account == back._account) & (told.subscription_id == back._contract).fill_null(True)
    taken = told.left_join(back, same & (back.back_at >= told.t))
    told = taken.group_by("account", "key", "t", "takes_effect").agg(back_at=_.back_at.min())
    last = ibis.coalesce(told.takes_effect, told.t + policy.at_risk.days.notice_ends_after * DAY)
    told = told.mutate(
        last=ibis.least(last, ibis.coalesce(told.back_at - 1, ibis.literal(FOR_EVER, "int64"))), said_end=last
    )
    now = told.join(as_of, [told.t <= as_of.at, told.last >= as_of.at])
    return reason(now, "cancellation_or_downsell_notice", since=now.t, last=now.said_end)


def missed_promises(promises: ir.Table, as_of: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """A promise was missed not long ago."""
    within = policy.at_risk.days.promise_missed_within
    rows = promises.filter(_.status == "missed").mutate(day=ibis.coalesce(_.decided_on, _.due_on, _.signed_off_on))
    rows = dated(rows, days, t="day").filter(_.t.notnull() & _.account.notnull())
    now = rows.join(as_of, [rows.t <= as_of.at, rows.t + within * DAY >= as_of.at])
    return reason(now, "promise_missed", since=now.t, last=now.t + within * DAY)


def unhappy_colleagues(sentiment: ir.Table, as_of: ir.Table, policy: Policy) -> ir.Table:
    """A colleague's last word on the account was amber or red."""
    within = policy.at_risk.days.sentiment_within
    rows = sentiment.filter(_.account.notnull()).mutate(author=lower(_.by).strip())
    now = rows.join(as_of, [rows.t <= as_of.at, rows.t + within * DAY >= as_of.at])
    now = now.mutate(
        n=ibis.row_number().over(group_by=[_.as_of, _.account, _.author], order_by=[_.t.desc(), _.rating.desc(), _.key])
    ).filter((_.n == 0) & _.rating.isin(["amber", "red"]))
    return reason(now, "sentiment_amber", since=now.t, last=now.t + within * DAY)


def detractors(nps: ir.Table, spans: ir.Table, as_of: ir.Table, policy: Policy) -> ir.Table:
    """Somebody who decides gave six or less when last asked.

    `nps`: resolved answers with `point`; `spans`: who plays which role, and where.
    """
    within = policy.at_risk.days.detractor_within
    role = spans.filter(_.role.isin(KEY_ROLES)).select(_who="contact", _where="account", begins="begins", ends="ends")
    rows = nps.filter(_.account.notnull() & _.contact.notnull())
    now = rows.join(as_of, rows.t <= as_of.at)
    now = now.mutate(n=ibis.row_number().over(group_by=[_.as_of, _.contact], order_by=[_.t.desc(), _.point, _.key]))
    now = now.filter((_.n == 0) & (_.point <= MOST_OF_A_DETRACTOR) & (_.t + within * DAY >= _.at))
    # a join and then a filter: engines look up the person, and do not hold everybody against everybody
    now = now.join(role, now.contact == role._who)
    now = now.filter(
        (now.at >= now.begins) & (now.at <= now.ends) & (now._where.isnull() | (now._where == now.account))
    )
    return reason(now, "detractor_in_key_role", since=now.t, last=now.t + within * DAY)


def silence(messages: ir.Table, as_of: ir.Table, policy: Policy) -> ir.Table:
    """Two messages to one person in so many days, and no answer to either, nor to any other of that time."""
    within = policy.at_risk.days.messages_within
    rows = messages.filter(_.account.notnull() & _.contact.notnull()).mutate(answered=seconds(_.answered_at))
    now = rows.join(as_of, [rows.t <= as_of.at, rows.t + within * DAY >= as_of.at])
    heard = (now.answered <= now.at).fill_null(False) | (now.answer.notnull() & now.answered.isnull())
    now = now.mutate(heard=heard)
    people = now.group_by("as_of", "account", "contact").agg(
        sent=_.count(), heard=_.heard.any(), times=_.t.collect().sort()
    )
    people = people.filter((_.sent >= 2) & ~_.heard)
    # it stands since the second of these messages, until the last but one is no longer of these days
    second, but_one = people.times[1], people.times[people.times.length() - 2]
    return reason(people, "messages_unanswered", since=second, last=but_one + within * DAY)


def competitors(seen: ir.Table, as_of: ir.Table, policy: Policy) -> ir.Table:
    """A competitor was seen on the account not long ago. `seen` has `t`."""
    within = policy.at_risk.days.competitor_within
    now = seen.join(as_of, [seen.t <= as_of.at, seen.t + within * DAY >= as_of.at])
    return reason(now, "competitor_seen", since=now.t, last=now.t + within * DAY)
