"""The gates of each subject side by side: one row a subject and day, ready for the rule that places it."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.stages import SCORED_GATES, Gate
from vouch.insight.evidence.laid import PERSONAL_GATES

NOT_YET = "not_yet_possible"


def _with_gates(base: ir.Table, scored: ir.Table, acts: ir.Table, wanted: tuple[Gate, ...]) -> ir.Table:
    """`base` with state_<gate>, stale_<gate>, weight_<gate> of these gates and of acts, and the attitude's score.

    Gates are looked up one by one: that costs less than to put all of everybody's beside each other first. `spoke`:
    whether anything at all, even grown old, speaks of patronage.
    """
    rows = base
    for gate in wanted:
        score = {"score_attitude": "score"} if gate is Gate.ATTITUDE else {}
        own = {f"{part}_{gate}": part for part in ("state", "stale", "weight")} | score
        rows = _looked_up(rows, scored.filter(scored.gate == gate.value), own)
    own = {"state_acts": "state", "stale_acts": "stale", "acts_count": "count", "last_act": "last_at"}
    rows = _looked_up(rows, acts, own)
    filled = {"spoke": rows.state_patronage.notnull()} if Gate.PATRONAGE in wanted else {}
    for gate in (*wanted, Gate.ACTS):
        filled[f"state_{gate}"] = ibis.coalesce(rows[f"state_{gate}"], "unknown")
        filled[f"stale_{gate}"] = ibis.coalesce(rows[f"stale_{gate}"], False)
    for gate in wanted:
        filled[f"weight_{gate}"] = ibis.coalesce(rows[f"weight_{gate}"], 0.0)
    return rows.mutate(**filled)


def _looked_up(rows: ir.Table, gates: ir.Table, columns: Mapping[str, str]) -> ir.Table:
    theirs = gates.select(_as_of="as_of", _subject="subject", **columns)
    rows = rows.left_join(theirs, [rows.as_of == theirs._as_of, rows.subject == theirs._subject])
    return rows.drop("_as_of", "_subject")


def companies_gates(customers: ir.Table, scored: ir.Table, acts: ir.Table, due: ir.Table) -> ir.Table:
    """Every customer account with its gates side by side.

    `customers`: as_of, at, account, since. `scored` and `acts`: what stands on those days. `due`: as_of, account,
    due_on. A renewal that has not come due makes patronage *not yet possible* as long as nothing at all speaks of it.
    """
    base = customers.mutate(subject=_.account)
    gates = scored.filter(_["kind"] == "account")
    rows = _with_gates(base, gates, acts.filter(_["kind"] == "account"), SCORED_GATES)
    due = due.select(_as_of="as_of", _account="account", due_on="due_on")
    rows = rows.left_join(due, [rows.as_of == due._as_of, rows.account == due._account]).drop("_as_of", "_account")
    waiting = ~rows.spoke & rows.due_on.notnull() & (rows.due_on >= rows.as_of)
    return rows.mutate(
        state_patronage=ibis.ifelse(waiting, NOT_YET, rows.state_patronage),
        due_on=ibis.ifelse(waiting, rows.due_on, ibis.null("date")),
    ).drop("spoke")


def people_gates(people: ir.Table, scored: ir.Table, acts: ir.Table, companies: ir.Table) -> ir.Table:
    """Everyone who works for a customer, with their own gates and their account's side by side.

    `people`: as_of, at, contact, account, willing. `companies`: the answer of `companies_gates` with `rung`.
    """
    own = tuple(gate for gate in PERSONAL_GATES if gate is not Gate.ACTS)
    theirs = [gate for gate in SCORED_GATES if gate not in own]
    base = people.mutate(subject=_.contact)
    gates = scored.filter(_["kind"] == "contact")
    rows = _with_gates(base, gates, acts.filter(_["kind"] == "contact"), own)
    lent = {f"{part}_{gate}": f"{part}_{gate}" for gate in theirs for part in ("state", "stale", "weight")}
    company = companies.select(
        _as_of="as_of", _account="account", account_rung="rung", account_most="most", due_on="due_on", **lent
    )
    return rows.join(company, [rows.as_of == company._as_of, rows.account == company._account]).drop(
        "_as_of", "_account"
    )
