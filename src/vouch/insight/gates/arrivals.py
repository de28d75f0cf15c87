"""The weight and score of a gate at each moment something arrived.

With w = rho * 2^-(age in days / half-life), K = sum(w) and S = sum(w v) / (k + sum(w)). Since 2^-(t - t_i)/h is
2^-(t - t0)/h * 2^(t_i - t0)/h, one running sum for each half-life gives K and S at every arrival: one window pass, not
one for each date. What has ended is subtracted at the moment it ended.

Gates are taken in groups whose evidence has the same half-lives, so that nobody carries sums that are always zero: most
rows are people's attitude and service, which know two half-lives of a policy's many.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import SCORED_GATES, Gate
from vouch.insight.calendar import DAY
from vouch.insight.evidence.atom import half_lives

DIGITS = 9
"""Scores and weights are rounded to so many decimals before they are compared."""

SUBJECT = ("kind", "subject", "gate")


def apart(gates: Collection[Gate]) -> tuple[str, ...]:
    """The columns that keep histories of these gates apart: no two subjects share an id, of whatever kind they are.

    Sorting by fewer texts is most of what these steps gain by being taken gate by gate.

    >>> apart([Gate.SERVICE]), apart([Gate.SERVICE, Gate.ATTITUDE])
    (('subject',), ('subject', 'gate'))
    """
    return ("subject",) if len(gates) == 1 else ("subject", "gate")


def gate_groups(policy: Policy) -> list[tuple[Gate, ...]]:
    """The scored gates, together where their evidence has the same half-lives.

    >>> from vouch.domain.policy import load
    >>> [" and ".join(gates) for gates in gate_groups(load())]
    ['promises_kept', 'service', 'attitude', 'exceeds_expectations', 'patronage']
    """
    found: dict[tuple[float, ...], list[Gate]] = {}
    for gate in SCORED_GATES:
        found.setdefault(tuple(half_lives(policy, (gate,))), []).append(gate)
    return [tuple(gates) for gates in found.values()]


def weight_columns(policy: Policy, gates: Collection[Gate] = SCORED_GATES) -> list[tuple[str, str, float]]:
    """The running sums that are kept: (name of the weights, name of the weighted values, half-life in days)."""
    return [(f"w{n}", f"wv{n}", days) for n, days in enumerate(half_lives(policy, gates))]


def decay(age_seconds: ir.NumericValue, half_life_days: float) -> ir.FloatingValue:
    """2^-(age / half-life)."""
    return 2.0 ** (-age_seconds.cast("float64") / (float(DAY) * half_life_days))


def total(parts: Sequence[ir.NumericValue]) -> ir.FloatingValue:
    """The sum of the parts, in their order."""
    return reduce(add, parts)


def arrivals(laid: ir.Table, policy: Policy, gates: Collection[Gate] = SCORED_GATES) -> ir.Table:
    """One row for each subject, gate of `gates` and moment at which atoms arrived or ended, with what is known then.

    Columns: kind, subject, gate, t, t0 (the first moment), arrived (whether anything did), hard, weight and value (the
    sums of w and of w v), before (the sum of w just before this moment), tenure, and the running sums of
    `weight_columns`.
    """
    by = apart(gates)
    needed = (*SUBJECT, "t", "ended", "hard", "tenure", "v", "rho", "half_life")
    scored = laid.filter(_.gate.isin([gate.value for gate in gates])).select(*needed)
    scored = scored.filter(_.ended.isnull() | (_.ended > _.t))
    begins = scored.group_by(**{f"_{name}": name for name in by}).agg(t0=_.t.min())
    scored = scored.join(begins, [scored[name] == begins[f"_{name}"] for name in by])
    begun = scored.mutate(moment=scored.t, sign=1.0, arrived=1)
    over = scored.filter(scored.ended.notnull()).mutate(
        moment=_.ended, sign=-1.0, arrived=0, hard=False, tenure=ibis.null("float64")
    )
    columns = [*SUBJECT, "moment", "t", "t0", "sign", "arrived", "hard", "tenure", "v", "rho", "half_life"]
    both = begun.select(*columns).union(over.select(*columns))
    anchored = both.mutate(a=_.sign * _.rho * 2.0 ** ((_.t - _.t0).cast("float64") / (_.half_life * float(DAY))))
    kept = weight_columns(policy, gates)
    sums = {}
    for w, wv, days in kept:
        here = anchored.half_life == days
        sums[w] = ibis.coalesce(anchored.a.sum(where=here), 0.0)
        sums[wv] = ibis.coalesce((anchored.a * anchored.v).sum(where=here), 0.0)
    tenure = {"tenure": anchored.tenure.max()} if Gate.PATRONAGE in gates else {}
    moments = anchored.group_by(*SUBJECT, "t0", t=anchored.moment).agg(
        arrived=anchored.arrived.max() > 0, hard=anchored.hard.any(), **tenure, **sums
    )
    so_far, before = until_now(moments, by), until_now(moments, by, now=False)
    running = {name: moments[name].sum().over(so_far) for w, wv, _days in kept for name in (w, wv)}
    running |= {f"{w}_before": ibis.coalesce(moments[w].sum().over(before), 0.0) for w, _wv, _days in kept}
    found = moments.mutate(**running)
    if tenure:  # it is taken with a renewal, and nowhere else
        found = _with_tenure(found, by)
    age = age_of(found)
    return found.mutate(
        **({} if tenure else {"tenure": ibis.null("float64")}),
        weight=total([found[w] * decay(age, days) for w, _wv, days in kept]),
        value=total([found[wv] * decay(age, days) for _w, wv, days in kept]),
        before=total([found[f"{w}_before"] * decay(age, days) for w, _wv, days in kept]),
    ).drop(*[f"{w}_before" for w, _wv, _days in kept])


def _with_tenure(moments: ir.Table, by: Sequence[str]) -> ir.Table:
    """The tenure taken last, which holds until another is taken."""
    taken = moments.mutate(taken=moments.tenure.count().over(until_now(moments, by)))
    held = ibis.window(group_by=[*(taken[name] for name in by), taken.taken])
    return taken.mutate(tenure=taken.tenure.max().over(held)).drop("taken")


def until_now(rows: ir.Table, by: Sequence[str], *, now: bool = True) -> ibis.expr.builders.WindowBuilder:
    """The window of each history up to each of its moments; without the moment itself where not `now`."""
    frame = {"preceding": None, "following": 0} if now else {"preceding": (None, 1)}
    return ibis.window(group_by=[rows[name] for name in by], order_by=rows.t, **frame)


def scored(arrived: ir.Table, policy: Policy) -> ir.Table:
    """The answer of `arrivals` with what is compared: K, S and K_before, rounded."""
    k, tenure_weight = policy.gates.shrink, policy.evidence.tenure.reliability
    plain = arrived.value / (arrived.weight + k)
    # the larger of S with and without tenure; least and greatest pass over what is null
    with_tenure = (arrived.value + arrived.tenure * tenure_weight) / (arrived.weight + k + tenure_weight)
    return arrived.mutate(
        K=arrived.weight.round(DIGITS),
        S=ibis.greatest(plain, ibis.coalesce(with_tenure, plain)).round(DIGITS),
        K_before=arrived.before.round(DIGITS),
    ).drop("weight", "value", "before")


def age_of(rows: ir.Table) -> ir.IntegerValue:
    """Seconds from the first moment to this one."""
    return rows.t - rows.t0


def weight_at(
    rows: ir.Table, at: ir.IntegerValue, policy: Policy, gates: Collection[Gate] = SCORED_GATES
) -> ir.FloatingValue:
    """K of each row's running sums decayed on to `at`, rounded."""
    return total([rows[w] * decay(at - rows.t0, days) for w, _wv, days in weight_columns(policy, gates)]).round(DIGITS)
