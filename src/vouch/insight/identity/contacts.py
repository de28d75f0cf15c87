"""Which records are one person, where they worked when, and how any reference to a person finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import seconds
from vouch.insight.identity.accounts import Accounts, internal_id, mail_domain, rank

PERSON_TABLES = (
    "roles", "usage", "tickets", "survey_answers", "nominations", "sentiment", "acts", "community", "messages",
)  # fmt: skip
"""The fact tables in which somebody may appear who is in no contact file."""


@dataclass(frozen=True)
class Contacts:
    """The people and three ways to find one.

    `versions`: one row per version of a contact: contact, since (seconds; the earliest also holds before), account
    (null where not known) and describing columns. `by_id`: (system, ref) -> contact. `by_any_id`: ref -> contact where
    it means one person over all systems. `by_email`: e-mail -> contact where it means one person.
    """

    records: ir.Table
    versions: ir.Table
    by_id: ir.Table
    by_any_id: ir.Table
    by_email: ir.Table


def _known(facts: ir.Table) -> ir.Table:
    return facts.mutate(
        contact_id=ibis.coalesce(_.contact_id, _.email),
        since=seconds(_.happened_at),
        changed=seconds(_.modified_at),
        place=rank(_.system),
        full_name=ibis.coalesce(
            _.name.nullif(""),
            (ibis.coalesce(_.first_name, "") + " " + ibis.coalesce(_.last_name, "")).strip().nullif(""),
            _.email,
            _.contact_id,
        ),
    )


def _seen_only(facts: Mapping[str, ir.Table], known: ir.Table) -> ir.Table:
    """The e-mail addresses in facts that no contact record has: people we know by what they did or said."""
    seen = ibis.union(
        *[facts[name].filter(_.email.notnull()).select(email=_.email) for name in PERSON_TABLES], distinct=True
    )
    return seen.anti_join(known.filter(_.email.notnull()).select("email"), "email")


def contacts(facts: Mapping[str, ir.Table], found: Accounts, policy: Policy) -> Contacts:
    """The people in the fact table `contacts` (all its versions) and in the facts that name an e-mail address.

    Records of different systems with one e-mail address are one person when each of those systems has exactly one
    record with it, unless the address is a shared mailbox; records of one system are never joined.
    """
    known = _known(facts["contacts"])
    seen = _seen_only(facts, known).mutate(system=ibis.literal("email"), contact_id=_.email)
    latest = (
        known.mutate(
            n=ibis.row_number().over(
                group_by=[_.system, _.contact_id], order_by=[_.since.desc(), _.changed.desc(), _.row_hash]
            )
        )
        .filter(_.n == 0)
        .select("system", "contact_id", "email", "place")
    )
    shared_mailbox = latest.email.re_extract(r"^([^@]*)@", 1).isin(list(policy.identity.shared_mailboxes))
    shared = (
        latest.filter(_.email.notnull() & ~shared_mailbox)
        .group_by("email", "system")
        .agg(records=_.count())
        .group_by("email")
        .agg(most=_.records.max(), systems=_.count())
        .filter((_.most == 1) & (_.systems > 1))
        .select(group_email="email")
    )
    grouped = latest.left_join(shared, latest.email == shared.group_email).mutate(
        group=_.group_email.notnull().ifelse(
            "email|" + _.group_email,
            "record|" + _.system + "|" + _.contact_id,
        )
    )
    records = grouped.mutate(first=ibis.row_number().over(group_by=_.group, order_by=[_.place, _.system, _.contact_id]))
    heads = records.filter(_.first == 0).select(
        head_group="group",
        contact=internal_id("c", _.system, _.contact_id),
        head_system="system",
        head_id="contact_id",
    )
    records = records.join(heads, records.group == heads.head_group).select(
        "system", "contact_id", "contact", "head_system", "head_id"
    )
    strangers = seen.select(
        system="system",
        contact_id="contact_id",
        contact=internal_id("c", _.system, _.contact_id),
        head_system="system",
        head_id="contact_id",
    )
    records = records.union(strangers)
    return Contacts(
        records=records,
        versions=_versions(known, seen, records, found),
        by_id=records.select(ref_system="system", ref="contact_id", contact="contact"),
        by_any_id=_one(records.select(ref="contact_id", contact="contact"), "ref"),
        by_email=_by_email(known, seen, records),
    )


def _one(table: ir.Table, key: str) -> ir.Table:
    return (
        table.group_by(key)
        .agg(contact=_.contact.min(), people=_.contact.nunique())
        .filter(_.people == 1)
        .drop("people")
    )


def _by_email(known: ir.Table, seen: ir.Table, records: ir.Table) -> ir.Table:
    """Every e-mail a person ever had, where it means one person."""
    had = known.filter(_.email.notnull()).select("system", "contact_id", "email").distinct()
    had = had.union(seen.select("system", "contact_id", "email"))
    return _one(had.join(records, ["system", "contact_id"]).select("email", "contact"), "email")


def _versions(known: ir.Table, seen: ir.Table, records: ir.Table, found: Accounts) -> ir.Table:
    columns = ["system", "contact_id", "since", "place", "full_name", "email", "account_id", "title", "suggested_role"]
    rows = known.select(*columns, "opted_out", "left_on", "owner_id", "changed", "row_hash")
    strangers = seen.mutate(
        since=ibis.literal(0, "int64"),
        place=ibis.literal(99, "int8"),
        full_name=_.email,
        account_id=ibis.null("string"),
        title=ibis.null("string"),
        suggested_role=ibis.null("string"),
        opted_out=ibis.null("boolean"),
        left_on=ibis.null("date"),
        owner_id=ibis.null("string"),
        changed=ibis.literal(0, "int64"),
        row_hash=ibis.literal(0, "int64"),
    ).select(*columns, "opted_out", "left_on", "owner_id", "changed", "row_hash")
    rows = rows.mutate(place=_.place.cast("int8")).union(strangers)
    rows = rows.join(
        records.select("system", "contact_id", "contact", "head_system", "head_id"), ["system", "contact_id"]
    )
    by_id = found.by_id.rename(account_1="account")
    rows = rows.left_join(by_id, [rows.system == by_id.ref_system, rows.account_id == by_id.ref])
    rows = rows.drop("ref_system", "ref")
    rows = rows.left_join(found.by_any_id.rename(account_2="account"), rows.account_id == found.by_any_id.ref).drop(
        "ref"
    )
    rows = rows.mutate(domain_key=mail_domain(_.email))
    # a source that names an account we do not have means that account, not the one of the mail domain
    by_domain = found.by_domain.rename(account_3="account", mail="domain")
    rows = rows.left_join(by_domain, (rows.domain_key == by_domain.mail) & rows.account_id.isnull()).drop("mail")
    rows = rows.mutate(account=ibis.coalesce(_.account_1, _.account_2, _.account_3)).drop(
        "account_1", "account_2", "account_3", "domain_key"
    )
    # where several systems know a person, the first of them that knows an account says where they work
    rows = rows.mutate(
        speaks=ibis.cases((_.account.notnull(), _.place.cast("int64")), else_=1_000 + _.place.cast("int64"))
    )
    return rows.mutate(best=_.speaks.min().over(group_by=_.contact)).filter(_.speaks == _.best).drop("speaks", "best")
