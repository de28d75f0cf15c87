"""Whether what was promised at the sale was kept, and what was reached beyond it.

A promise or result that the customer signs later first counts as ours alone; the signature ends that and puts the
stronger one in its place.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import DAY, dated
from vouch.insight.evidence.atom import atoms, chosen, fixed_half_life


def promise_atoms(promises: ir.Table, days: ir.Table, policy: Policy) -> list[ir.Table]:
    """The resolved promises as atoms: decided by us, then signed off by the customer. Open ones say nothing."""
    kind = policy.evidence.promise
    rows = promises.mutate(decided_day=ibis.coalesce(_.decided_on, _.due_on, _.signed_off_on))
    rows = dated(rows, days, decided="decided_day", signed="signed_off_on")
    rows = rows.mutate(v=chosen(_.status, kind.values)).filter(_.v.notnull() & _.decided.notnull())
    hard_signed, hard_any = "promise.missed_signed" in policy.hard.evidence, "promise.missed" in policy.hard.evidence
    ours = rows.filter(rows.signed.isnull() | (rows.signed > rows.decided))
    theirs = rows.filter(rows.signed.notnull())
    return [
        atoms(
            ours, "promise", t=ours.decided, ended=ours.signed, v=ours.v, rho=kind.reliability_unsigned or 0.5,
            half_life=fixed_half_life(kind), hard=(ours.status == "missed") & hard_any,
            says=ours.status + ": " + ours.text + " (not signed off)",
        ),
        atoms(
            theirs, "promise", t=theirs.signed, v=theirs.v, rho=kind.reliability, half_life=fixed_half_life(kind),
            hard=(theirs.status == "missed") & (hard_signed or hard_any),
            says=theirs.status + ": " + theirs.text + _signature(theirs),
        ),
    ]  # fmt: skip


def result_atoms(results: ir.Table, days: ir.Table, policy: Policy) -> list[ir.Table]:
    """The resolved results as atoms. A result counts in full with a number and the customer's signature."""
    kind = policy.evidence.result
    rows = dated(results, days, reached="reached_on", signed="signed_off_on").filter(
        ibis.coalesce(_.exceeds, True) & _.reached.notnull()
    )
    value, unsigned = kind.values["reached"], kind.reliability_unsigned or 0.5
    full = rows.number.notnull() & rows.signed.notnull()
    signed_at = ibis.greatest(rows.signed, rows.reached)
    rows = rows.mutate(full_from=full.ifelse(signed_at, ibis.null("int64")))
    ours = rows.filter(rows.full_from.isnull() | (rows.full_from > rows.reached))
    theirs = rows.filter(rows.full_from.notnull())
    return [
        atoms(
            ours, "result", t=ours.reached, ended=ours.full_from, v=value, rho=unsigned,
            half_life=fixed_half_life(kind),
            says=ours.text + ibis.ifelse(ours.number.isnull(), " (no number yet)", " (not signed off)"),
        ),
        atoms(
            theirs, "result", t=theirs.full_from, v=value, rho=kind.reliability, half_life=fixed_half_life(kind),
            says=theirs.text + _signature(theirs),
        ),
    ]  # fmt: skip


def milestone_atoms(milestones: ir.Table, since: ir.Table, days: ir.Table, policy: Policy) -> ir.Table:
    """First value and onboarding reached within so many days of the start (`since`: account, since in seconds)."""
    kind = policy.evidence.milestone
    rows = dated(milestones, days, reached="reached_on", started="started_on")
    begun = since.select(_account="account", customer_from="since")
    rows = rows.left_join(begun, rows.account == begun._account)
    rows = rows.mutate(begun=ibis.coalesce(_.started, _.customer_from), v=chosen(_["kind"], kind.values)).filter(
        _.v.notnull() & _.begun.notnull()
    )
    in_time = (rows.reached >= rows.begun) & (rows.reached <= rows.begun + (kind.within_days or 0) * DAY)
    rows = rows.filter(in_time)
    return atoms(
        rows, "milestone", t=rows.reached, v=rows.v, rho=kind.reliability, half_life=fixed_half_life(kind),
        says=ibis.coalesce(rows.name, rows["kind"].replace("_", " ")),
    )  # fmt: skip


def _signature(rows: ir.Table) -> ir.StringValue:
    by = ibis.coalesce(" by " + rows.signed_off_by.strip().nullif(""), "")
    return " (signed off" + by + ")"
