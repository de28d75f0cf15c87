"""Decided on arrival, then held: each gate's decisions over time, in one pass.

At every arrival the score may set a gate (met, contradicted) or clear what stood (the answers differ); a contradiction
whose weight has decayed lapses. Each of these is one of a handful of functions on the last decision, so the decision
at any moment is: what was last set, unless something cleared it since. No row waits for the row before it.
"""

from __future__ import annotations

from collections.abc import Collection

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import SCORED_GATES, Gate
from vouch.insight.gates.arrivals import SUBJECT, scored, weight_columns
from vouch.insight.identity import FOR_EVER

MET, UNKNOWN, CONTRADICTED = 2, 1, 0
"""Decisions in order of standing: the best of the last days is in force."""


def decisions(arrived: ir.Table, policy: Policy, gates: Collection[Gate] = SCORED_GATES) -> ir.Table:
    """The decisions of these gates as spans of time. `arrived`: as `arrivals` makes it for them.

    Columns: kind, subject, gate, t and until (seconds; until not included), state (MET, UNKNOWN, CONTRADICTED), differ,
    hard (a hard atom decided this contradiction), decided_at, S, t0, and the running sums of weight (`weight_columns`).
    """
    rule = policy.gates
    rows = scored(arrived, policy)
    enough = rows.arrived & (rule.least_weight <= rows.K)
    plenty = rows.arrived & (rule.differ_weight <= rows.K)
    rows = rows.mutate(
        sets=ibis.cases(
            (enough & (rule.met_from <= _.S), MET),
            (enough & (rule.contradicted_from >= _.S), CONTRADICTED),
            else_=ibis.null("int8"),
        ),
        undoes_met=plenty & (rule.differ_met_below > _.S),
        undoes_contradicted=plenty & (rule.differ_contradicted_above < _.S),
        lapsed=_.K_before < rule.least_weight,
    )
    rows = rows.mutate(group=_.sets.notnull().cast("int64").sum().over(_so_far(rows, *SUBJECT)))
    rows = _cleared(rows)
    return _with_runs(rows, policy, gates)


def _so_far(rows: ir.Table, *by: str) -> ibis.expr.builders.WindowBuilder:
    return ibis.window(group_by=[rows[name] for name in by], order_by=rows.t, preceding=None, following=0)


def _cleared(rows: ir.Table) -> ir.Table:
    """Adds `state`, `differ` and `decided_at`: what the group's first row set, unless it was cleared since."""
    within = _so_far(rows, *SUBJECT, "group")
    rows = rows.mutate(was=ibis.coalesce(rows.sets.max().over(within), UNKNOWN), set_at=rows.t.min().over(within))
    clears = rows.sets.isnull()
    rows = rows.mutate(
        differs=clears
        & ibis.cases(
            (rows.was == MET, rows.undoes_met),
            (rows.was == CONTRADICTED, rows.undoes_contradicted & ~rows.lapsed),
            else_=False,
        ),
        lapses=clears & (rows.was == CONTRADICTED) & rows.lapsed,
    )
    within = _so_far(rows, *SUBJECT, "group")
    first = {
        "differed_at": ibis.ifelse(rows.differs, rows.t, ibis.null("int64")).min().over(within),
        "lapsed_at": ibis.ifelse(rows.lapses, rows.t, ibis.null("int64")).min().over(within),
    }
    rows = rows.mutate(**first)
    cleared = rows.differed_at.notnull() | rows.lapsed_at.notnull()
    differ = rows.differed_at.notnull() & (rows.lapsed_at.isnull() | (rows.differed_at < rows.lapsed_at))
    return rows.mutate(
        state=ibis.ifelse(cleared, UNKNOWN, rows.was).cast("int8"),
        differ=differ,
        decided_at=ibis.cases(
            (cleared, ibis.least(ibis.coalesce(rows.differed_at, FOR_EVER), ibis.coalesce(rows.lapsed_at, FOR_EVER))),
            else_=rows.set_at,
        ),
    )


def _with_runs(rows: ir.Table, policy: Policy, gates: Collection[Gate]) -> ir.Table:
    """Adds `hard` over each unbroken run of contradiction, and `until`."""
    in_time = ibis.window(group_by=[rows[name] for name in SUBJECT], order_by=rows.t)
    rows = rows.mutate(
        begins_run=(rows.state == CONTRADICTED)
        & ((ibis.coalesce(rows.state.lag().over(in_time), UNKNOWN) != CONTRADICTED) | rows.lapsed),
        decides_hard=(rows.sets == CONTRADICTED).fill_null(False) & rows.hard,
        until=ibis.coalesce(rows.t.lead().over(in_time), FOR_EVER),
        K_end=rows.K_before.lead().over(in_time),
    )
    rows = rows.mutate(run=rows.begins_run.cast("int64").sum().over(_so_far(rows, *SUBJECT)))
    hard = rows.decides_hard.cast("int8").max().over(_so_far(rows, *SUBJECT, "run")) > 0
    rows = rows.mutate(hard=hard & (rows.state == CONTRADICTED))
    sums = [w for w, _wv, _days in weight_columns(policy, gates)]
    return rows.select(*SUBJECT, "t", "until", "state", "differ", "hard", "decided_at", "S", "K_end", "t0", *sums)
