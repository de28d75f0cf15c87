"""What each scored gate says on given days: the decision in force, and whether it has grown old.

In force is the best decision that stood at any moment of the last days that a fall waits; a contradiction that a hard
atom decided counts at once.
"""

from __future__ import annotations

from collections.abc import Collection

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.stages import SCORED_GATES, Gate
from vouch.insight.calendar import DAY
from vouch.insight.gates.arrivals import SUBJECT, weight_at
from vouch.insight.gates.decisions import CONTRADICTED, MET, UNKNOWN

WORDS = {MET: "met", UNKNOWN: "unknown", CONTRADICTED: "contradicted"}


def standing_gates(
    decided: ir.Table, as_of: ir.Table, policy: Policy, gates: Collection[Gate] = SCORED_GATES
) -> ir.Table:
    """These gates of every subject that has had evidence, on every day of `as_of`. `decided`: as `decisions` makes it.

    Columns: as_of, kind, subject, gate, state (in force: met, unknown, contradicted), decided (today's own), stale,
    differ, score (S at the last arrival), weight (K on the day), decided_at (seconds).
    """
    days = as_of.select("as_of", "at").mutate(opens=_.at - policy.gates.fall_waits_days * DAY)
    rows = decided.join(days, [decided.t <= days.at, decided.until > days.opens])
    rows = rows.mutate(present=rows.until > rows.at)
    # when the span ends inside the window its weight was taken just before the next arrival
    weight = ibis.ifelse(rows.present, weight_at(rows, rows.at, policy, gates), rows.K_end)
    lapsed = (rows.state == CONTRADICTED) & (weight < policy.gates.least_weight)
    rows = rows.mutate(weight_then=weight, lapsed=lapsed)
    rows = rows.mutate(
        best=ibis.ifelse(rows.lapsed, UNKNOWN, rows.state),
        before=ibis.ifelse((rows.t == rows.t0) & (rows.opens < rows.t), UNKNOWN, CONTRADICTED),
    )
    grouped = rows.group_by("as_of", *SUBJECT).agg(
        best=ibis.greatest(_.best.max(), _.before.max()),
        now=_.best.max(where=_.present),
        hard=(_.hard & ~_.lapsed).any(where=_.present),
        # of the moments at which it was unknown, the latest says why
        differ=_.differ.argmax(_.t, where=_.best == UNKNOWN),
        weight=_.weight_then.max(where=_.present),
        score=_.S.max(where=_.present),
        decided_at=_.decided_at.max(where=_.present),
    )
    in_force = ibis.ifelse(grouped.hard.fill_null(False), CONTRADICTED, grouped.best)
    return grouped.select(
        "as_of",
        *SUBJECT,
        state=_word(in_force),
        decided=_word(grouped.now),
        stale=(in_force == MET) & (grouped.weight < policy.gates.least_weight),
        differ=(in_force == UNKNOWN) & grouped.differ.fill_null(False),
        score=grouped.score,
        weight=grouped.weight,
        decided_at=grouped.decided_at,
    )


def _word(state: ir.IntegerValue) -> ir.StringValue:
    return ibis.cases(*[(state == number, word) for number, word in WORDS.items()], else_=ibis.null("string"))
