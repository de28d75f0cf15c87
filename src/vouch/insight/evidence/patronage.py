"""Whether they came back: renewals, expansions, repeat purchases and downsells, from contracts and from won deals."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import DAY, dated, seconds
from vouch.insight.evidence.atom import DAYS_A_YEAR, atoms, chosen, term_half_life
from vouch.insight.words import as_word

_PURCHASE = ("key", "account", "t", "did", "term_months", "says", "file", "row", "automatic")


def latest_deals(deals: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """The last version of every resolved deal, with `won` and `closed_at` (seconds)."""
    rows = deals.mutate(since=seconds(_.happened_at), changed=seconds(_.modified_at))
    rows = rows.mutate(
        n=ibis.row_number().over(group_by=_.key, order_by=[_.since.desc(), _.changed.desc(), _.row_hash])
    ).filter(_.n == 0)
    won = ibis.coalesce(rows.is_won, as_word(rows.stage).isin(list(policy.deals.won_stages)), False)
    return dated(rows.mutate(won=won), days, closed_at="close_date")


def purchases(deals: ir.Table, renewals: ir.Table, subscriptions: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """Every time an account bought, came back, grew or shrank: account, t, did, term_months, where it was read.

    `did` is new, renewal, automatic, expansion, repeat or downsell. A won deal without a type that policy knows is
    the first purchase, or a repeat of it. The same thing told by two sources on one day counts once, with what either
    knows. A renewal that says no term has that of its contract.
    """
    words = policy.deals
    kind = as_word(deals["type"])
    won = deals.filter(deals.won & deals.closed_at.notnull() & deals.account.notnull()).mutate(
        told=ibis.cases(
            (kind.isin(list(words.renewal_types)), "renewal"),
            (kind.isin(list(words.expansion_types)), "expansion"),
            (kind.isin(list(words.downsell_types)), "downsell"),
            (kind.isin(list(words.new_types)), "new"),
            else_=ibis.null("string"),
        )
    )
    won = won.mutate(n=ibis.row_number().over(group_by=_.account, order_by=[_.closed_at, _.key]))
    won = won.mutate(
        did=ibis.coalesce(_.told, ibis.ifelse(_.n == 0, "new", "repeat")),
        t="closed_at",
        says=ibis.coalesce(_.name, _.deal_id),
    )
    signed = dated(renewals, days, t="happened_on").filter(
        _["kind"].isin(["renewal", "expansion", "downsell"]) & _.account.notnull() & _.t.notnull()
    )
    terms = subscriptions.group_by(_system="system", _subscription="subscription_id").agg(term=_.term_months.max())
    signed = signed.left_join(
        terms, [signed.system == terms._system, signed.subscription_id == terms._subscription]
    ).mutate(did=_["kind"], says=_["kind"], term_months=ibis.coalesce(_.term_months, _.term))
    both = won.select(*_PURCHASE).union(signed.select(*_PURCHASE))
    alike = [both.account, both.t, both.did]
    once = both.mutate(
        n=ibis.row_number().over(group_by=alike, order_by=[both.term_months.desc(), both.key]),
        automatic=ibis.coalesce(both.automatic, False).any().over(group_by=alike),
    )
    once = once.filter(_.n == 0).mutate(did=ibis.ifelse((_.did == "renewal") & _.automatic, "automatic", _.did))
    return once.drop("n", "automatic")


def patronage_atoms(bought: ir.Table, since: ir.Table, policy: Policy) -> list[ir.Table]:
    """Purchases as atoms of patronage; and the first renewal that somebody decided on, as a promise kept.

    `since` says when each account became a customer: account, since (seconds).
    """
    kinds = policy.evidence
    known = since.select(_account="account", customer_from="since")
    rows = bought.left_join(known, bought.account == known._account).drop("_account")
    rows = rows.mutate(contact=ibis.null("string"), v=chosen(_.did, kinds.renewal.values))
    rows = rows.filter(_.v.notnull())
    years = (rows.t - rows.customer_from).cast("float64") / ibis.literal(float(DAY * DAYS_A_YEAR))
    full = float(kinds.tenure.full_years or 3)
    tenure = ibis.greatest(ibis.least(years / ibis.literal(full), ibis.literal(1.0)), ibis.literal(0.0))
    rows = rows.mutate(tenure=ibis.ifelse(rows.did == "downsell", ibis.null("float64"), tenure))
    first = (
        rows.filter(_.did == "renewal")
        .mutate(n=ibis.row_number().over(group_by=_.account, order_by=[_.t, _.key]))
        .filter(_.n == 0)
    )
    return [
        atoms(
            rows, "renewal", t=rows.t, v=rows.v, rho=kinds.renewal.reliability,
            half_life=term_half_life(kinds.renewal, rows.term_months, policy),
            hard=(rows.did == "downsell") & ("renewal.downsell" in policy.hard.evidence),
            tenure=rows.tenure, says=rows.did + ": " + rows.says,
        ),
        atoms(
            first, "first_renewal", t=first.t, v=kinds.first_renewal.values["renewal"],
            rho=kinds.first_renewal.reliability,
            half_life=term_half_life(kinds.first_renewal, first.term_months, policy), says=first.says,
        ),
    ]  # fmt: skip


def first_due(
    customers: ir.Table, resolved: Mapping[str, ir.Table], bought: ir.Table, days: ir.Table, policy: Policy
) -> ir.Table:
    """When the first renewal of each of `customers` (as_of, at, account) comes due: as_of, account, due_on (date).

    From the first term to end of those begun by that day; where it has no contract, from its first purchase and the
    usual term.
    """
    months = policy.deals.default_term_years * 12
    subs = resolved["subscriptions"].filter(_.account.notnull())
    subs = dated(subs, days, begins="starts_on")
    contracts = subs.select(
        account=subs.account,
        begins=subs.begins,
        by_contract=ibis.cases(
            (subs.term_months.notnull() & (subs.term_months > 0), _term_end(subs.starts_on, subs.term_months)),
            (subs.term_ends_on.notnull(), subs.term_ends_on.epoch_days().cast("int64")),
            else_=_term_end(subs.starts_on, ibis.literal(months)),
        ),
        by_sale=ibis.null("int64"),
    )
    first = bought.mutate(n=ibis.row_number().over(group_by=_.account, order_by=[_.t, _.key])).filter(_.n == 0)
    first = first.join(days, first.t == days.ends)
    sales = first.select(
        account=first.account,
        begins=first.t,
        by_contract=ibis.null("int64"),
        by_sale=_term_end(first.day, ibis.coalesce(first.term_months, months)),
    )
    terms = contracts.union(sales)
    begun = customers.join(terms, [customers.account == terms.account, customers.at >= terms.begins])
    begun = begun.group_by("as_of", "account").agg(due=ibis.coalesce(_.by_contract.min(), _.by_sale.min()))
    return begun.join(days, begun.due == days.day.epoch_days()).select("as_of", "account", due_on="day")


def _term_end(day: ir.DateValue, months: ir.IntegerValue) -> ir.IntegerValue:
    """The last day of a term that starts on `day`, in days since 1970: the day before the same day so many months on.

    Where that month has no such day the term runs to its last.
    """
    total = day.year() * 12 + day.month() - 1 + months.cast("int64")
    first = ibis.date((total // 12).cast("int64"), (total % 12 + 1).cast("int64"), 1).epoch_days()
    next_first = ibis.date(((total + 1) // 12).cast("int64"), ((total + 1) % 12 + 1).cast("int64"), 1).epoch_days()
    return (first + ibis.least(day.day() - 1, next_first - first) - 1).cast("int64")
