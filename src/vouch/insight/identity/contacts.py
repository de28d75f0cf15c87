"""Which records are one person, where they worked when, and how any reference to a person finds them."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import FOR_EVER, seconds
from vouch.insight.first import several
from vouch.insight.identity.accounts import Accounts, domain_of_email
from vouch.insight.identity.same import latest, linked, only, rank
from vouch.insight.keep import Keep

_VERSION = (
    "system", "contact_id", "since", "place", "full_name", "email", "account_id", "title", "suggested_role",
    "opted_out", "left_on", "changed", "row_hash",
)  # fmt: skip


@dataclass(frozen=True)
class Contacts:
    """The people and the ways to find one.

    `versions`: one row per version of a contact: contact, since (seconds; the earliest also holds before), account
    (null where not known), speaks (whether this source says where they work) and describing columns. `spans`: the same
    with begins and ends (seconds, half open), and whether there are `several` records of the person. `by_id`:
    (system, ref) -> contact. `by_any_id`: ref -> contact where it means one person over all systems. `by_email`:
    e-mail -> contact where it means one person.
    """

    records: ir.Table
    versions: ir.Table
    spans: ir.Table
    by_id: ir.Table
    by_any_id: ir.Table
    by_email: ir.Table


def _is_shared(email: ir.StringValue, policy: Policy) -> ir.BooleanValue:
    name = email.re_extract(r"^([^@]*)@", 1)
    return name.isin(list(policy.identity.shared_mailboxes)).fill_null(False)


def _known(facts: ir.Table, policy: Policy) -> ir.Table:
    return facts.mutate(
        own_email=_is_shared(facts.email, policy).ifelse(ibis.null("string"), facts.email),
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


def contact_links(facts: ir.Table, policy: Policy) -> ir.Table:
    """Each record as it is now: system, contact_id, place and own_email, the address that may join it."""
    return latest(_known(facts, policy), "contact_id").select("system", "contact_id", "place", "own_email")


def contacts(
    facts: ir.Table, references: ir.Table, found: Accounts, together: ir.Table, policy: Policy, keep: Keep
) -> Contacts:
    """The people in the fact table `contacts` (all its versions) and in the facts that name an e-mail address.

    `references`: whom facts name, with `email`. Records of different systems with one e-mail address are one person
    when each of those systems has exactly one record with it; records of one system are joined only where people
    settled it (`together`, as for accounts). The address of a shared mailbox says nothing of a person: it joins
    nobody, finds nobody and is nobody.
    """
    known = _known(facts, policy)
    strangers = keep("strangers", _strangers(references.filter(~_is_shared(references.email, policy)), known))
    alone = strangers.select("system", "contact_id", "place", own_email=ibis.null("string"))
    now = contact_links(facts, policy).mutate(place=_.place.cast("int64")).union(alone)
    told = together.filter(together.kind == "contact")
    joined = linked(now, told, "contact_id", "own_email", letter="c", internal="contact")
    columns = ("system", "contact_id", "contact", "head_system", "head_id", "own_email", "place")
    records = keep("contact_records", joined.select(*columns))
    had = known.filter(_.own_email.notnull()).select("system", "contact_id", email="own_email").distinct()
    had = had.union(strangers.select("system", "contact_id", "email")).join(_ids(records), ["system", "contact_id"])
    versions = keep("contact_versions", _versions(known, strangers, records, found))
    return Contacts(
        records=records,
        versions=versions,
        spans=keep("contact_spans", _spans(versions)),
        by_id=records.select(ref_system="system", ref="contact_id", contact="contact"),
        by_any_id=only(records.select(ref="contact_id", contact="contact"), "ref", "contact"),
        by_email=only(had.select("email", "contact"), "email", "contact"),
    )


def _ids(records: ir.Table) -> ir.Table:
    return records.drop("own_email", "place")


def _strangers(references: ir.Table, known: ir.Table) -> ir.Table:
    """A version each for the e-mail addresses that no contact record has: people we know by what they did or said."""
    seen = references.filter(_.email.notnull()).select("email").distinct()
    seen = seen.anti_join(known.filter(_.email.notnull()).select("email"), "email")
    return seen.select(
        system=ibis.literal("email"),
        contact_id=_.email,
        since=ibis.literal(0, "int64"),
        place=ibis.literal(99, "int64"),
        full_name=_.email,
        email=_.email,
        account_id=ibis.null("string"),
        title=ibis.null("string"),
        suggested_role=ibis.null("string"),
        opted_out=ibis.null("boolean"),
        left_on=ibis.null("date"),
        changed=ibis.literal(0, "int64"),
        row_hash=ibis.literal(0, "int64"),
    )


def _versions(known: ir.Table, strangers: ir.Table, records: ir.Table, found: Accounts) -> ir.Table:
    rows = known.mutate(place=_.place.cast("int64")).select(*_VERSION).union(strangers.select(*_VERSION))
    rows = rows.join(_ids(records), ["system", "contact_id"])
    by_id = found.by_id.rename(account_1="account")
    rows = rows.left_join(by_id, [rows.system == by_id.ref_system, rows.account_id == by_id.ref])
    rows = rows.drop("ref_system", "ref")
    by_any = found.by_any_id.rename(account_2="account")
    rows = rows.left_join(by_any, rows.account_id == by_any.ref).drop("ref")
    nowhere = rows.account_id.isnull()
    rows = rows.mutate(mail_key=ibis.ifelse(nowhere, domain_of_email(rows.email), ibis.null("string")))
    # a source that names an account we do not have means that account, not the one of the mail domain
    by_domain = found.by_domain.rename(account_3="account")
    rows = rows.left_join(by_domain, rows.mail_key == by_domain.domain)
    rows = rows.mutate(account=ibis.coalesce(_.account_1, _.account_2, _.account_3))
    rows = rows.drop("domain", "mail_key", "account_1", "account_2", "account_3")
    # where several systems know a person, the first of them that ever knew an account says where they work
    first = ibis.window(group_by=rows.contact, order_by=[rows.account.isnull(), rows.place, rows.system])
    return rows.mutate(speaks=rows.system == rows.system.first().over(first))


def _spans(versions: ir.Table) -> ir.Table:
    in_time = ibis.window(group_by=[_.system, _.contact_id], order_by=[_.since, _.changed, _.row_hash])
    rows = versions.mutate(n=ibis.row_number().over(in_time), next_since=_.since.lead().over(in_time))
    return rows.select(
        *("contact", "system", "contact_id", "place", "full_name", "email", "title", "suggested_role", "opted_out"),
        several=several(rows, "contact", ("system", "contact_id")),
        begins=ibis.ifelse(rows.n == 0, ibis.literal(-FOR_EVER, "int64"), rows.since),
        ends=ibis.coalesce(rows.next_since, ibis.literal(FOR_EVER, "int64")),
    )


def spans_on(spans: ir.Table, as_of: ir.Table) -> ir.Table:
    """The version of each record of each person in force on each day of `as_of`."""
    return spans.join(as_of, [as_of.at >= spans.begins, as_of.at < spans.ends])
