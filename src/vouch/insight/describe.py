"""What accounts and people are called on a day, and what else describes them: for lists, not for deciding."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.insight.calendar import dated
from vouch.insight.first import firsts
from vouch.insight.identity import Contacts, spans_on

ACCOUNT_COLUMNS = (
    "name", "type", "industry", "segment", "region", "country", "employees", "currency", "parent_id", "owner_id",
)  # fmt: skip


def described_accounts(
    spans: ir.Table, resolved: Mapping[str, ir.Table], owners: ir.Table, as_of: ir.Table, days: ir.Table
) -> ir.Table:
    """Every account on every day: as_of, account, its describing columns, yearly value, owner's key and name.

    Where several systems describe an account, each column is that of the first, in the order of precedence, that fills
    it. Its yearly value is what its record says, else the sum of its running subscriptions.
    """
    now = spans.join(as_of, [as_of.at >= spans.begins, as_of.at < spans.ends])
    said = {name: name for name in ACCOUNT_COLUMNS} | {"said_value": "yearly_value", "owner_system": "system"}
    told = firsts(
        now, ("as_of", "at", "account"), ("place", "system", "account_id"), said, told_by={"owner_system": "owner_id"}
    )
    subs = dated(resolved["subscriptions"].filter(_.account.notnull()), days, starts="starts_on", over="ended_on")
    subs = subs.select(_account="account", starts="starts", over="over", paid="yearly_value")
    running = told.join(subs, [told.account == subs._account, told.at >= subs.starts])
    running = running.filter(running.over.isnull() | (running.over > running.at))
    sums = running.group_by(_as_of=_.as_of, _account=_.account).agg(paid=_.paid.sum())
    rows = told.left_join(sums, [told.as_of == sums._as_of, told.account == sums._account])
    rows = rows.mutate(
        yearly_value=ibis.coalesce(_.said_value, _.paid),
        segment=ibis.coalesce(_.segment.strip().nullif(""), _.industry.strip().nullif("")),
    ).drop("_as_of", "_account", "said_value", "paid", "at")
    known = owner_names(owners)
    rows = rows.left_join(known, [rows.owner_system == known.ref_system, rows.owner_id == known.ref])
    return rows.mutate(owner_name=ibis.coalesce(_.owner_called, _.owner_id), owner_email=_.owner_mail).drop(
        "ref_system", "ref", "owner_called", "owner_mail", "owner_system"
    )


def owner_names(owners: ir.Table) -> ir.Table:
    """How to find an owner: (ref_system, ref) -> owner_called, owner_mail, by id, e-mail or name in one system."""
    latest = owners.mutate(
        n=ibis.row_number().over(
            group_by=[_.system, _.owner_id], order_by=[_.happened_at.desc(), _.modified_at.desc(), _.row_hash]
        )
    ).filter(_.n == 0)
    ways = [
        latest.select(
            ref_system=_.system, ref=_[column], owner_called=_.name, owner_mail=_.email, way=ibis.literal(way)
        )
        for way, column in enumerate(("owner_id", "email", "name"))
    ]
    every = ibis.union(*ways).filter(_.ref.notnull())
    every = every.mutate(n=ibis.row_number().over(group_by=[_.ref_system, _.ref], order_by=[_.way, _.owner_called]))
    return every.filter(_.n == 0).select("ref_system", "ref", "owner_called", "owner_mail")


def described_contacts(people: Contacts, as_of: ir.Table) -> ir.Table:
    """Every person on every day: as_of, contact, name, email, title, suggested_role; the earliest also holds before."""
    described = {"name": "full_name", "email": "email", "title": "title", "suggested_role": "suggested_role"}
    now = spans_on(people.spans, as_of)
    return firsts(now, ("as_of", "contact"), ("place", "system", "contact_id"), described)
