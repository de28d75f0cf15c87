"""Which records are one account, and how any reference to an account finds it."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import seconds

# A company's CRM names its accounts; other tools follow. The order decides whose id and name an account goes by.
SYSTEM_ORDER = ("salesforce", "hubspot", "plain")


@dataclass(frozen=True)
class Accounts:
    """The accounts and three ways to find one.

    `versions`: one row per version of an account: account, since (seconds; the earliest also holds before), and its
    describing columns. `by_id`: (system, ref) -> account. `by_any_id`: ref -> account where it means one account over
    all systems. `by_domain`: mail domain -> account where one account has it. `by_name`: lower-cased name -> account
    where one has it (for tickets that name nothing else).
    """

    records: ir.Table
    versions: ir.Table
    by_id: ir.Table
    by_any_id: ir.Table
    by_domain: ir.Table
    by_name: ir.Table


def rank(system: ir.StringValue) -> ir.IntegerValue:
    """The place of a system in the order of precedence, lowest first."""
    return ibis.cases(*[(system == name, place) for place, name in enumerate(SYSTEM_ORDER)], else_=len(SYSTEM_ORDER))


def internal_id(letter: str, system: ir.StringValue, source_id: ir.StringValue) -> ir.StringValue:
    """The id Vouch goes by: a letter and 15 hex digits that follow from the source's own id."""
    digest = (system + "|" + source_id).hexdigest("sha256")
    return letter + digest.substr(0, 15)


def mail_domain(text: ir.StringValue) -> ir.StringValue:
    """The bare domain of a web address, an e-mail address or a domain; null where there is none."""
    bare = (
        text.lower()
        .strip()
        .re_replace(r"^[a-z][a-z0-9+.-]*://", "")
        .re_replace(r"^[^/@]*@", "")
        .re_replace(r"[/?#:].*$", "")
        .re_replace(r"^www\.", "")
        .re_replace(r"\.$", "")
    )
    return bare.re_search(r"^[^\s.]+(\.[^\s.]+)+$").ifelse(bare, ibis.null("string"))


def _only(table: ir.Table, key: list[str]) -> ir.Table:
    """The rows of `table` (key columns, account) whose key means exactly one account."""
    return (
        table.group_by(key)
        .agg(account=_.account.min(), accounts=_.account.nunique())
        .filter(_.accounts == 1)
        .drop("accounts")
    )


def accounts(facts: ir.Table, policy: Policy) -> Accounts:
    """The accounts in the fact table `accounts` (all its versions).

    Records of different systems that share a mail domain are one account when each of those systems has exactly one
    record with it; records of one system are never joined.
    """
    rows = facts.mutate(
        since=seconds(_.happened_at),
        domain_key=mail_domain(_.domain),
        place=rank(_.system),
        changed=seconds(_.modified_at),
    )
    rows = rows.mutate(
        domain_key=_.domain_key.isin(list(policy.identity.free_mail_domains)).ifelse(ibis.null("string"), _.domain_key)
    )
    latest = (
        rows.mutate(
            n=ibis.row_number().over(
                group_by=[_.system, _.account_id], order_by=[_.since.desc(), _.changed.desc(), _.row_hash]
            )
        )
        .filter(_.n == 0)
        .select("system", "account_id", "domain_key", "name", "place")
    )
    shared = (
        latest.filter(_.domain_key.notnull())
        .group_by("domain_key", "system")
        .agg(records=_.count())
        .group_by("domain_key")
        .agg(most=_.records.max(), systems=_.count())
        .filter((_.most == 1) & (_.systems > 1))
        .select(group_domain="domain_key")
    )
    grouped = latest.left_join(shared, latest.domain_key == shared.group_domain).mutate(
        group=_.group_domain.notnull().ifelse(
            "domain|" + _.group_domain,
            "record|" + _.system + "|" + _.account_id,
        )
    )
    records = grouped.mutate(first=ibis.row_number().over(group_by=_.group, order_by=[_.place, _.system, _.account_id]))
    heads = records.filter(_.first == 0).select(
        head_group="group",
        account=internal_id("a", _.system, _.account_id),
        head_system="system",
        head_id="account_id",
    )
    records = records.join(heads, records.group == heads.head_group).select(
        "system", "account_id", "account", "name", "domain_key", "place", "head_system", "head_id"
    )
    links = records.select(link_system="system", link_id="account_id", account="account")
    versions = rows.join(links, [rows.system == links.link_system, rows.account_id == links.link_id]).drop(
        "link_system", "link_id"
    )
    return Accounts(
        records=records,
        versions=versions,
        by_id=records.select(ref_system="system", ref="account_id", account="account"),
        by_any_id=_only(records.select(ref="account_id", account="account"), ["ref"]),
        by_domain=_only(
            records.filter(_.domain_key.notnull()).select(domain="domain_key", account="account"), ["domain"]
        ),
        by_name=_only(
            records.filter(_.name.notnull()).select(name=_.name.lower().strip(), account=_.account), ["name"]
        ),
    )
