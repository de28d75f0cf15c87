"""Which accounts are customers, since when and until when."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import FOR_EVER, dated
from vouch.insight.first import firsts, several
from vouch.insight.identity import Accounts
from vouch.insight.words import as_word


def account_spans(found: Accounts, days: ir.Table, policy: Policy) -> ir.Table:
    """The versions of every account as spans: account, begins, ends (seconds, half open), type and what describes it.

    The earliest version reaches back for ever. Where several systems have an account, each column is that of the
    first system, in the order of precedence, that fills it at that moment.
    """
    rows = dated(found.versions, days, declared_since="customer_since", declared_until="customer_until")
    word = as_word(rows["type"])
    rows = rows.mutate(
        says=ibis.cases(
            (word.isin(list(policy.customers.types_former)), "former"),
            (word.isin(list(policy.customers.types_not_customer)), "not"),
            (word.isin(list(policy.customers.types_customer)), "customer"),
            else_=ibis.null("string"),
        )
    )
    one = rows.mutate(
        n=ibis.row_number().over(
            group_by=[_.account, _.system, _.account_id, _.since], order_by=[_.changed.desc(), _.row_hash]
        )
    ).filter(_.n == 0)
    in_time = ibis.window(group_by=[one.system, one.account_id], order_by=one.since)
    return one.mutate(
        begins=ibis.ifelse(ibis.row_number().over(in_time) == 0, ibis.literal(-FOR_EVER, "int64"), one.since),
        ends=ibis.coalesce(one.since.lead().over(in_time), ibis.literal(FOR_EVER, "int64")),
        several=several(one, "account", ("system", "account_id")),
    )


def customer_since(
    spans: ir.Table, bought: ir.Table, resolved: Mapping[str, ir.Table], used: ir.Table, days: ir.Table
) -> ir.Table:
    """When each account became a customer, as far as anything tells: account, since (seconds).

    The day its record says; else the earliest of its first purchase, first subscription and first use (`used`:
    account, first_used in seconds).
    """
    told = spans.group_by("account").agg(told=_.declared_since.min())
    subs = dated(resolved["subscriptions"].filter(_.account.notnull()), days, starts="starts_on")
    signs = ibis.union(
        bought.select(account="account", t="t"),
        subs.select(account="account", t="starts"),
        used.select(account="account", t="first_used"),
    )
    earliest = signs.group_by("account").agg(seen=_.t.min()).rename(_account="account")
    rows = told.left_join(earliest, told.account == earliest._account)
    return rows.select(account="account", since=ibis.coalesce(_.told, _.seen))


def standing(
    spans: ir.Table,
    since: ir.Table,
    bought: ir.Table,
    resolved: Mapping[str, ir.Table],
    as_of: ir.Table,
    days: ir.Table,
) -> ir.Table:
    """Whether each account was a customer on each day: as_of, at, account, is (customer, former or not), until.

    Policy's map of the account's type decides; else a sign (won deal, subscription, use) makes a customer. Before the
    day on which its record first said so, a customer by type is one from the first sign of it. A customer becomes a
    former one on the day its record says, or when every subscription it had is over; who buys after that has come back.
    """
    now = spans.join(as_of, [as_of.at >= spans.begins, as_of.at < spans.ends])
    now = firsts(
        now, ("as_of", "at", "account"), ("place", "system", "account_id"), {"says": "says", "said_at": "since"},
        told_by={"said_at": "says"}, least=["declared_since"], most=["declared_until"],
    )  # fmt: skip
    begun = since.rename(_account="account")
    now = now.left_join(begun, now.account == begun._account).drop("_account")
    now = now.left_join(_contracts(resolved["subscriptions"], bought, as_of, days), ["as_of", "account"])
    until = ibis.cases(
        ((now.declared_until <= now.at) & ~(now.last_sign > now.declared_until).fill_null(False), now.declared_until),
        ((now.running == 0) & (now.last_sign <= now.last_over), now.last_over),
        else_=ibis.null("int64"),
    )
    now = now.mutate(until=until)
    began = (now.since <= now.at).fill_null(False)
    unknown_start = now.since.isnull()
    said = (now.says == "customer") & (began | unknown_start | ((now.said_at <= now.at) & now.declared_since.isnull()))
    return now.select(
        "as_of",
        "at",
        "account",
        "since",
        "until",
        **{
            "is": ibis.cases(
                (now.says == "not", "not"),
                (now.says == "former", "former"),
                (now.until.notnull() & (said | began | unknown_start), "former"),
                (said | began, "customer"),
                else_="not",
            )
        },
    )


def _contracts(subscriptions: ir.Table, bought: ir.Table, as_of: ir.Table, days: ir.Table) -> ir.Table:
    """The contracts begun by each day: as_of, account, running (how many), last_over, last_sign (seconds).

    The last sign of a customer is the start of a subscription or a purchase, a smaller contract not among them.
    """
    subs = dated(subscriptions.filter(_.account.notnull()), days, starts="starts_on", over="ended_on")
    signs = ibis.union(
        subs.select(account="account", t="starts", over=ibis.coalesce(_.over, FOR_EVER), contract=ibis.literal(True)),
        bought.filter(_.did != "downsell").select(
            account="account", t="t", over=ibis.null("int64"), contract=ibis.literal(False)
        ),
    )
    begun = signs.join(as_of, signs.t <= as_of.at)
    return begun.group_by("as_of", "account").agg(
        running=(_.contract & (_.over > _.at)).sum(),
        last_over=_.over.max(),
        last_sign=_.t.max(),
    )
