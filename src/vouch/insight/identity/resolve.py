"""Whose a fact is: the account and the contact that its references mean."""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.insight.calendar import FOR_EVER, dated
from vouch.insight.identity.accounts import Accounts, domain_of_email
from vouch.insight.identity.contacts import Contacts
from vouch.insight.words import lower

REFERENCE = ("account_id", "contact_id", "email", "organization")
"""The columns by which a fact says whose it is."""


def references(facts: Iterable[ir.Table]) -> ir.Table:
    """Every way in which these facts name somebody: system and the columns of `REFERENCE`, each only once."""
    named = [
        fact.select(
            "system", **{name: fact[name] if name in fact.columns else ibis.null("string") for name in REFERENCE}
        )
        for fact in facts
    ]
    return ibis.union(*named, distinct=True)


def meant(named: ir.Table, found: Accounts, people: Contacts) -> ir.Table:
    """Whom each of the `references` means: `contact`, the `named_account`, and the `likely_account` if none is named.

    A contact by id in that system, else by an id that means one person anywhere, else by e-mail. The likely account is
    the one of the mail domain, else the one account of that name.
    """
    ways = {
        "contact_1": (people.by_id, "contact", "contact_id", "ref"),
        "contact_2": (people.by_any_id, "contact", "contact_id", "ref"),
        "contact_3": (people.by_email, "contact", "email", "email"),
        "account_1": (found.by_id, "account", "account_id", "ref"),
        "account_2": (found.by_any_id, "account", "account_id", "ref"),
        "account_3": (found.by_domain, "account", "domain", "domain"),
        "account_4": (found.by_name, "account", "called", "name"),
    }
    rows = named.mutate(domain=domain_of_email(_.email), called=lower(_.organization).strip())
    for answer, (lookup, internal, column, key) in ways.items():
        keys = {"_key": key, answer: internal} | ({"_system": "ref_system"} if "ref_system" in lookup.columns else {})
        found_by = lookup.select(**keys)
        on = [rows[column] == found_by._key] + ([rows.system == found_by._system] if "_system" in keys else [])
        rows = rows.left_join(found_by, on).drop(*[name for name in ("_key", "_system") if name in keys])
    return rows.select(
        "system",
        *REFERENCE,
        contact=ibis.coalesce(_.contact_1, _.contact_2, _.contact_3),
        named_account=ibis.coalesce(_.account_1, _.account_2),
        likely_account=ibis.coalesce(_.account_3, _.account_4),
    )


def resolve(fact: ir.Table, whom: ir.Table, workplaces: ir.Table) -> ir.Table:
    """`fact`, which has `system` and `t` (seconds), with `account` and `contact` (internal ids; null for nobody).

    `whom`: the answer of `meant`. The account is the one the fact names; else the one the person worked for at that
    moment; else the likely one. A fact that names an account Vouch does not have belongs to none: the others are not
    asked.
    """
    given = [name for name in REFERENCE if name in fact.columns]
    missing = [whom[name].isnull() for name in REFERENCE if name not in given]
    known = whom.filter(missing) if missing else whom
    known = known.rename({f"_{name}": name for name in ("system", *given)}).drop(
        *[name for name in REFERENCE if name not in given]
    )
    same = [fact.system == known._system, *[fact[name].identical_to(known[f"_{name}"]) for name in given]]
    rows = fact.left_join(known, same).drop(*[f"_{name}" for name in ("system", *given)])
    at_work = workplaces.select(_who="contact", workplace="workplace", begins="begins", ends="ends")
    rows = rows.left_join(at_work, [rows.contact == at_work._who, rows.t >= at_work.begins, rows.t < at_work.ends])
    account = ibis.coalesce(rows.workplace, rows.likely_account)
    if "account_id" in given:
        account = ibis.ifelse(rows.account_id.notnull(), rows.named_account, account)
    return rows.mutate(account=account).drop("_who", "begins", "ends", "workplace", "named_account", "likely_account")


def workplaces(people: Contacts, days: ir.Table) -> ir.Table:
    """Where each person worked when: contact, workplace, begins and ends (seconds, half open).

    The earliest version reaches back for ever, the latest on for ever or until the day they left. Where several records
    of one system are one person, what says that they left counts until then, whenever it was written down.
    """
    told = dated(people.versions.filter(_.speaks), days, left="left_on")
    several = told.contact_id.min().over(group_by=told.contact) != told.contact_id.max().over(group_by=told.contact)
    told = told.mutate(since=ibis.ifelse(several, ibis.least(told.since, told.left), told.since))
    spans = told.mutate(
        n=ibis.row_number().over(
            group_by=[_.contact, _.since], order_by=[_.place, _.changed.desc(), _.row_hash, _.contact_id]
        )
    )
    spans = spans.filter(_.n == 0)
    in_time = ibis.window(group_by=spans.contact, order_by=spans.since)
    return spans.select(
        contact="contact",
        workplace="account",
        begins=ibis.ifelse(ibis.row_number().over(in_time) == 0, ibis.literal(-FOR_EVER, "int64"), spans.since),
        ends=ibis.least(
            ibis.coalesce(spans.since.lead().over(in_time), ibis.literal(FOR_EVER, "int64")),
            ibis.coalesce(spans.left + 1, ibis.literal(FOR_EVER, "int64")),
        ),
    )
