"""Which records are one account, and how any reference to an account finds it."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import seconds
from vouch.insight.identity.same import latest, linked, only, rank
from vouch.insight.keep import Keep
from vouch.insight.words import lower


@dataclass(frozen=True)
class Accounts:
    """The accounts and the ways to find one.

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


def mail_domain(text: ir.StringValue) -> ir.StringValue:
    """The bare domain of a web address, an e-mail address or a domain; null where there is none."""
    bare = (
        lower(text)
        .strip()
        .re_replace(r"^[a-z][a-z0-9+.-]*://", "")
        .re_replace(r"^[^/@]*@", "")
        .re_replace(r"[/?#:].*$", "")
        .re_replace(r"^www\.", "")
        .re_replace(r"\.$", "")
    )
    return bare.re_search(r"^[^\s.]+(\.[^\s.]+)+$").ifelse(bare, ibis.null("string"))


def domain_of_email(text: ir.StringValue) -> ir.StringValue:
    """The bare domain of an e-mail address, as `mail_domain` gives it, by one look instead of six; null for none."""
    found = lower(text).strip().re_extract(r"^[^@/]*@(?:www\.)?([^\s.@/?#:]+(?:\.[^\s.@/?#:]+)+)\.?$", 1)
    return found.nullif("")


def _known(facts: ir.Table, policy: Policy) -> ir.Table:
    free = list(policy.identity.free_mail_domains)
    domain = mail_domain(facts.domain)
    return facts.mutate(
        since=seconds(_.happened_at),
        domain_key=domain.isin(free).ifelse(ibis.null("string"), domain),
        place=rank(_.system),
        changed=seconds(_.modified_at),
    )


def account_links(facts: ir.Table, policy: Policy) -> ir.Table:
    """Each record as it is now: system, account_id, name, place and domain_key, the mail domain that may join it."""
    return latest(_known(facts, policy), "account_id").select("system", "account_id", "domain_key", "name", "place")


def accounts(facts: ir.Table, together: ir.Table, policy: Policy, keep: Keep) -> Accounts:
    """The accounts in the fact table `accounts` (all its versions).

    Records of different systems that share a mail domain are one account when each of those systems has exactly one
    record with it; records of one system are joined only where people settled it. `together`: what follows from that,
    as `settled.TOGETHER` has it.
    """
    rows = _known(facts, policy)
    told = together.filter(together.kind == "account")
    records = keep(
        "account_records",
        linked(account_links(facts, policy), told, "account_id", "domain_key", letter="a", internal="account"),
    )
    links = records.select(link_system="system", link_id="account_id", account="account")
    versions = rows.join(links, [rows.system == links.link_system, rows.account_id == links.link_id])
    return Accounts(
        records=records,
        versions=keep("account_versions", versions.drop("link_system", "link_id")),
        by_id=records.select(ref_system="system", ref="account_id", account="account"),
        by_any_id=only(records.select(ref="account_id", account="account"), "ref", "account"),
        by_domain=only(
            records.filter(_.domain_key.notnull()).select(domain="domain_key", account="account"), "domain", "account"
        ),
        by_name=only(
            records.filter(_.name.notnull()).select(name=lower(_.name).strip(), account=_.account), "name", "account"
        ),
    )
