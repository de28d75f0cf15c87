"""Atoms laid beside gates: whose gate each atom feeds, and how much it counts there.

A person's atom feeds the person's own gates with its reliability alone, and their account's; in the account's attitude
it counts reliability x role.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import Gate
from vouch.insight.calendar import FOR_EVER, seconds
from vouch.insight.evidence.atom import double

PERSONAL_GATES = (Gate.ATTITUDE, Gate.SERVICE, Gate.ACTS)
"""The gates a person has of their own; the others are their account's."""


def role_spans(roles: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """The roles of each contact as spans: contact, account, role, weight, begins, ends (seconds, both included).

    The earliest role of a person also holds before its day. A role is played at the account they worked for on its
    day; where nobody knows which, wherever they are.
    """
    ends_of = days.select(_day="day", until="ends")
    rows = roles.filter(_.contact.notnull()).mutate(since=seconds(_.happened_at))
    rows = rows.left_join(ends_of, rows.until_on == ends_of._day).drop("_day")
    weights = policy.roles.model_dump()
    return rows.mutate(earliest=_.since.min().over(group_by=_.contact)).select(
        contact="contact",
        account="account",
        role="role",
        weight=ibis.cases(
            *[(_.role == role, double(weight)) for role, weight in weights.items()],
            else_=double(weights["not_known"]),
        ),
        since="since",
        begins=ibis.ifelse(_.since == _.earliest, ibis.literal(-FOR_EVER, "int64"), _.since),
        ends=ibis.coalesce(_.until, ibis.literal(FOR_EVER, "int64")),
    )


def lay(atoms: ir.Table, spans: ir.Table, policy: Policy) -> ir.Table:
    """Atoms beside the gates they feed: kind, subject, gate and every column of the atom, rho times role where due."""
    kinds = policy.evidence.named()
    fed = ibis.union(
        *[
            atoms.filter(_.reads.isin([name for name, kind in kinds.items() if gate in kind.gates])).mutate(
                gate=ibis.literal(gate.value)
            )
            for gate in Gate
        ]
    )
    people = fed.filter(fed.contact.notnull() & fed.gate.isin([gate.value for gate in PERSONAL_GATES]))
    people = people.mutate(kind=ibis.literal("contact"), subject=people.contact)
    companies = fed.filter(fed.account.notnull())
    held = companies.filter(companies.contact.notnull() & (companies.gate == Gate.ATTITUDE.value))
    held = held.select(_atom="atom", _reads="reads", _contact="contact", _account="account", _t="t").distinct()
    role = spans.select(_who="contact", _where="account", weight="weight", begins="begins", ends="ends")
    there = role._where.isnull() | (role._where == held._account)
    weighed = (
        held.join(role, [held._contact == role._who, held._t >= role.begins, held._t <= role.ends, there])
        .group_by("_atom", "_reads", "_t")
        .agg(weight=_.weight.max())
    )
    companies = companies.left_join(
        weighed,
        [companies.atom == weighed._atom, companies.reads == weighed._reads, companies.t == weighed._t],
    ).drop("_atom", "_reads", "_t")
    by_role = companies.contact.notnull() & (companies.gate == Gate.ATTITUDE.value)
    share = ibis.ifelse(by_role, ibis.coalesce(companies.weight, float(policy.roles.not_known)), 1.0)
    companies = companies.mutate(
        rho=companies.rho * share, kind=ibis.literal("account"), subject=companies.account
    ).drop("weight")
    columns = people.columns
    return people.union(companies.select(*columns))
