"""Decided on arrival, then held: each gate's decisions over time, in one pass.

At every arrival the score may set a gate (met, contradicted) or clear what stood (the answers differ); a contradiction
whose weight has decayed lapses. Each of these is one of a handful of functions on the last decision, so the decision
at any moment is: what was last set, unless something cleared it since. No row waits for the row before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import SCORED_GATES, Gate
from vouch.insight.calendar import FOR_EVER
from vouch.insight.gates.arrivals import SUBJECT, apart, scored, until_now, weight_columns

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
    return _decided(_stood(rows, apart(gates)), apart(gates), [w for w, _wv, _days in weight_columns(policy, gates)])


def _stood(rows: ir.Table, by: Sequence[str]) -> ir.Table:
    """Adds what stands at each moment and what stood before it: `state`, `cleared`, and the same with `_before`.

    What was set last stands, unless something that clears it has come since.
    """
    clears = rows.sets.isnull()
    told = {
        "set": ibis.ifelse(clears, ibis.null("int64"), _with(rows.t, rows.sets)),
        "met_cleared": ibis.ifelse(clears & rows.undoes_met, rows.t, ibis.null("int64")),
        "contradicted_cleared": ibis.ifelse(
            clears & (rows.lapsed | rows.undoes_contradicted), rows.t, ibis.null("int64")
        ),
    }
    windows = {"": until_now(rows, by), "_before": until_now(rows, by, now=False)}
    rows = rows.mutate(
        **{f"{name}{when}": one.max().over(window) for when, window in windows.items() for name, one in told.items()}
    )
    stands = {}
    for when in windows:
        was, set_at = _said(rows[f"set{when}"]), _moment(rows[f"set{when}"])
        cleared = ((was == MET) & (rows[f"met_cleared{when}"] > set_at)) | (
            (was == CONTRADICTED) & (rows[f"contradicted_cleared{when}"] > set_at)
        )
        stands[f"cleared{when}"] = cleared.fill_null(False)
        stands[f"state{when}"] = ibis.ifelse(cleared.fill_null(False), UNKNOWN, ibis.coalesce(was, UNKNOWN))
    return rows.mutate(**stands)


def _decided(rows: ir.Table, by: Sequence[str], sums: Sequence[str]) -> ir.Table:
    """Adds when and why what stands was decided, `hard` over each unbroken run of contradiction, and `until`."""
    first_cleared = rows.cleared & ~rows.cleared_before
    # a contradiction that had lapsed was not undone by answers that differ
    why = ibis.ifelse(first_cleared & ((rows.state_before == MET) | ~rows.lapsed), _ANSWERS_DIFFER, _SET_OR_LAPSED)
    decides = rows.sets.notnull() | first_cleared
    begins_run = (rows.state == CONTRADICTED) & ((rows.state_before != CONTRADICTED) | rows.lapsed)
    decides_hard = (rows.sets == CONTRADICTED).fill_null(False) & rows.hard
    so_far, in_time = until_now(rows, by), ibis.window(group_by=[rows[name] for name in by], order_by=rows.t)
    rows = rows.mutate(
        decided=ibis.ifelse(decides, _with(rows.t, why), ibis.null("int64")).max().over(so_far),
        run_began=ibis.ifelse(begins_run, rows.t, ibis.null("int64")).max().over(so_far),
        last_hard=ibis.ifelse(decides_hard, rows.t, ibis.null("int64")).max().over(so_far),
        until=ibis.coalesce(rows.t.lead().over(in_time), FOR_EVER),
        K_end=rows.K_before.lead().over(in_time),
    )
    return rows.select(
        *SUBJECT,
        "t",
        "until",
        state=rows.state.cast("int8"),
        differ=rows.cleared & (_said(rows.decided) == _ANSWERS_DIFFER),
        hard=(rows.state == CONTRADICTED) & (rows.last_hard >= rows.run_began).fill_null(False),
        decided_at=ibis.coalesce(_moment(rows.decided), rows.t0),
        S="S",
        K_end="K_end",
        t0="t0",
        **{name: name for name in sums},
    )


_SET_OR_LAPSED, _ANSWERS_DIFFER = 0, 1
_LONG_AGO = 2**40
"""Seconds before 1970 before which nothing happens."""


def _with(t: ir.IntegerValue, word: ir.IntegerValue | int) -> ir.IntegerValue:
    """A moment and one of four words as one number: the largest of several has the last moment and its word."""
    return (t + _LONG_AGO) * 4 + word


def _moment(both: ir.IntegerValue) -> ir.IntegerValue:
    return (both // 4).cast("int64") - _LONG_AGO


def _said(both: ir.IntegerValue) -> ir.IntegerValue:
    return both % 4
