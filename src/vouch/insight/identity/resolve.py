"""Whose a fact is: the account and the contact that its references mean."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.insight.calendar import dated
from vouch.insight.identity.accounts import Accounts, mail_domain
from vouch.insight.identity.contacts import Contacts

FOR_EVER = 2**62


def resolve(fact: ir.Table, at: str, found: Accounts, workplaces: ir.Table, people: Contacts) -> ir.Table:
    """`fact` with `account` and `contact` (internal ids; null where nobody is meant).

    `fact` has `system`, may have account_id, contact_id, email and organization, and a column of seconds named by
    `at`. The account is the one the fact names; else the one the person worked for at that moment; else the one of
    the mail domain; else the one account of that name. A fact that names an account Vouch does not have belongs to
    none: the others are not asked.
    """
    rows = _with_contact(fact, people)
    rows = _with_named_account(rows, found)
    guesses = ["named_account", "workplace"]
    at_work = workplaces.select(_who="contact", workplace="workplace", begins="begins", ends="ends")
    rows = rows.left_join(
        at_work, [rows.contact == at_work._who, rows[at] >= at_work.begins, rows[at] < at_work.ends]
    ).drop("_who", "begins", "ends")
    if "email" in fact.columns:
        by_domain = found.by_domain.rename(domain_account="account", _domain="domain")
        rows = rows.mutate(_mail=mail_domain(_.email))
        rows = rows.left_join(by_domain, rows._mail == by_domain._domain).drop("_domain", "_mail")
        guesses.append("domain_account")
    if "organization" in fact.columns:
        by_name = found.by_name.rename(name_account="account", _called="name")
        rows = rows.left_join(by_name, rows.organization.lower().strip() == by_name._called).drop("_called")
        guesses.append("name_account")
    account = ibis.coalesce(*[rows[name] for name in guesses])
    if "account_id" in fact.columns:
        account = (rows.account_id.notnull() & rows.named_account.isnull()).ifelse(ibis.null("string"), account)
    return rows.mutate(account=account).drop(*guesses)


def workplaces(people: Contacts, days: ir.Table) -> ir.Table:
    """Where each person worked when: contact, workplace, opted_out, begins and ends (seconds, half open).

    The earliest version reaches back for ever, the latest on for ever or until the day they left.
    """
    spans = dated(people.versions, days, left="left_on").mutate(
        n=ibis.row_number().over(
            group_by=[_.contact, _.since], order_by=[_.place, _.changed.desc(), _.row_hash, _.contact_id]
        )
    )
    spans = spans.filter(_.n == 0)
    in_time = ibis.window(group_by=spans.contact, order_by=spans.since)
    return spans.select(
        contact="contact",
        workplace="account",
        opted_out="opted_out",
        begins=ibis.ifelse(ibis.row_number().over(in_time) == 0, ibis.literal(-FOR_EVER, "int64"), spans.since),
        ends=ibis.least(
            ibis.coalesce(spans.since.lead().over(in_time), ibis.literal(FOR_EVER, "int64")),
            ibis.coalesce(spans.left + 1, ibis.literal(FOR_EVER, "int64")),
        ),
    )


def _with_contact(rows: ir.Table, people: Contacts) -> ir.Table:
    guesses: list[str] = []
    if "contact_id" in rows.columns:
        by_id = people.by_id.rename(contact_1="contact", _system="ref_system", _ref="ref")
        rows = rows.left_join(by_id, [rows.system == by_id._system, rows.contact_id == by_id._ref]).drop(
            "_system", "_ref"
        )
        by_any = people.by_any_id.rename(contact_2="contact", _ref="ref")
        rows = rows.left_join(by_any, rows.contact_id == by_any._ref).drop("_ref")
        guesses += ["contact_1", "contact_2"]
    if "email" in rows.columns:
        by_email = people.by_email.rename(contact_3="contact", _address="email")
        rows = rows.left_join(by_email, rows.email == by_email._address).drop("_address")
        guesses.append("contact_3")
    if not guesses:
        return rows.mutate(contact=ibis.null("string"))
    return rows.mutate(contact=ibis.coalesce(*[rows[name] for name in guesses])).drop(*guesses)


def _with_named_account(rows: ir.Table, found: Accounts) -> ir.Table:
    if "account_id" not in rows.columns:
        return rows.mutate(named_account=ibis.null("string"))
    by_id = found.by_id.rename(account_1="account", _system="ref_system", _ref="ref")
    rows = rows.left_join(by_id, [rows.system == by_id._system, rows.account_id == by_id._ref]).drop("_system", "_ref")
    by_any = found.by_any_id.rename(account_2="account", _ref="ref")
    rows = rows.left_join(by_any, rows.account_id == by_any._ref).drop("_ref")
    return rows.mutate(named_account=ibis.coalesce(_.account_1, _.account_2)).drop("account_1", "account_2")
