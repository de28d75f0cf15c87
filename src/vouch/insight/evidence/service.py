"""How service went: grave cases, open and closed, satisfaction after a ticket, implementations that went smoothly."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import DAY, seconds
from vouch.insight.evidence.atom import atoms, fixed_half_life
from vouch.insight.words import as_word, by_text

READS = ("case", "csat", "implementation")
"""The kinds that tickets are read as."""


def read_tickets(tickets: ir.Table, policy: Policy) -> ir.Table:
    """The resolved tickets with what policy makes of them.

    Adds: opened, closed, grave_from (seconds; null where the case is not grave), bad_from: when it was clear that the
    case had been closed badly, which a customer may say after it was closed; solved_well: closed in time and for good,
    whatever the customer said of it.
    """
    rule = policy.tickets
    urgent = list(rule.severity_one_priorities)
    rows = by_text(tickets, "priority", urgent=lambda priority: as_word(priority).isin(urgent))
    rows = rows.mutate(
        opened=seconds(_.opened_at),
        closed=seconds(_.closed_at),
        urgent=ibis.coalesce(_.urgent, False),
        was_escalated=ibis.coalesce(_.escalated, False) | _.escalated_at.notnull(),
    )
    escalated_at = ibis.coalesce(seconds(rows.escalated_at), rows.opened)
    by_escalation = rows.was_escalated & rule.escalation_is_severity_one
    rows = rows.mutate(
        grave_from=ibis.cases((rows.urgent, rows.opened), (by_escalation, escalated_at), else_=ibis.null("int64"))
    )
    # an escalation noted after the case was closed cannot have stood open
    rows = rows.mutate(grave_from=ibis.ifelse(_.closed.notnull() & (_.grave_from > _.closed), _.opened, _.grave_from))
    late = (rows.closed - rows.opened) > rule.closed_badly_after_days * DAY
    again = (ibis.coalesce(rows.reopens, 0) > 0) & rule.closed_badly_when_reopened
    unhappy = (ibis.coalesce(rows.satisfaction, "") == "bad") & rule.closed_badly_when_dissatisfied
    said_at = ibis.greatest(rows.closed, ibis.coalesce(seconds(rows.satisfaction_at), rows.closed))
    rows = rows.mutate(solved_well=rows.closed.notnull() & ~ibis.coalesce(late | again, False))
    return rows.mutate(bad_from=ibis.cases((late | again, rows.closed), (unhappy, said_at), else_=ibis.null("int64")))


def case_atoms(tickets: ir.Table, policy: Policy) -> list[ir.Table]:
    """One atom a grave case at any moment: open until it closes, then closed well or badly in its place."""
    kind = policy.evidence.case
    grave = tickets.filter(_.grave_from.notnull())
    well = grave.filter(grave.closed.notnull() & (grave.bad_from.isnull() | (grave.bad_from > grave.closed)))
    badly = grave.filter(grave.bad_from.notnull())
    open_hard, badly_hard = "case.open" in policy.hard.evidence, "case.closed_badly" in policy.hard.evidence
    return [
        atoms(
            grave, "case", t=grave.grave_from, ended=grave.closed, v=kind.values["open"], rho=kind.reliability,
            half_life=fixed_half_life(kind), hard=open_hard,
            says="open: " + _subject(grave),
        ),
        atoms(
            well, "case", t=well.closed, ended=well.bad_from, v=kind.values["closed_well"], rho=kind.reliability,
            half_life=fixed_half_life(kind), says="closed well: " + _subject(well),
        ),
        atoms(
            badly, "case", t=badly.bad_from, v=kind.values["closed_badly"], rho=kind.reliability,
            half_life=fixed_half_life(kind), hard=badly_hard, says="closed badly: " + _subject(badly),
        ),
    ]  # fmt: skip


def satisfaction_atoms(tickets: ir.Table, policy: Policy) -> ir.Table:
    """What customers said after a ticket: good or bad, the ends of a two-point scale."""
    kind = policy.evidence.csat
    rows = tickets.filter(_.satisfaction.notnull()).mutate(
        said=ibis.coalesce(seconds(_.satisfaction_at), _.closed, _.opened)
    )
    return atoms(
        rows, "csat", t=rows.said, v=ibis.ifelse(rows.satisfaction == "good", 1.0, -1.0), rho=kind.reliability,
        half_life=fixed_half_life(kind), says=rows.satisfaction + ": " + _subject(rows),
    )  # fmt: skip


def implementation_atoms(tickets: ir.Table, policy: Policy) -> ir.Table:
    """Implementation cases closed without ever having been grave."""
    kind = policy.evidence.implementation
    named = list(policy.tickets.implementation_categories)
    rows = by_text(tickets, "category", implements=lambda category: as_word(category).isin(named))
    rows = rows.filter(_.implements & _.closed.notnull() & _.grave_from.isnull() & ~_.was_escalated)
    return atoms(
        rows, "implementation", t=rows.closed, v=kind.values["closed"], rho=kind.reliability,
        half_life=fixed_half_life(kind), says=_subject(rows),
    )  # fmt: skip


def _subject(rows: ir.Table) -> ir.StringValue:
    return ibis.coalesce(rows.subject.strip().nullif(""), "ticket " + rows.ticket_id)
