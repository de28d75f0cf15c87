"""The rule that places: from gates side by side to stage, interval, coverage and confidence.

Rungs are numbers here, 1 (not yet satisfied) to 4 (advocate). For `at_least` an unknown gate counts as neither met nor
contradicted, for `at_most` as met; what is not yet possible counts as unknown. A stage is the highest whose gates are
all met. Acts are the only gate for which absence decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, and_, or_

import ibis
import ibis.expr.types as ir

from vouch.domain.stages import RUNGS, SCORED_GATES, Gate, Stage

TO_BE_SATISFIED = (Gate.PROMISES_KEPT, Gate.ATTITUDE, Gate.SERVICE)
TO_BE_LOYAL = (Gate.ATTITUDE, Gate.EXCEEDS_EXPECTATIONS, Gate.PATRONAGE)
DIGITS = 6


def is_(rows: ir.Table, gate: Gate, state: str) -> ir.BooleanValue:
    """Whether a gate is in a state."""
    return rows[f"state_{gate}"] == state


def _all(parts: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(and_, parts)


def rung_up_to_loyal(rows: ir.Table) -> ir.IntegerValue:
    """The highest of not yet satisfied, satisfied and loyal whose gates are all met."""
    unspoilt = ~reduce(or_, [is_(rows, gate, "contradicted") for gate in TO_BE_SATISFIED])
    satisfied = unspoilt & is_(rows, Gate.PROMISES_KEPT, "met")
    loyal = satisfied & _all([is_(rows, gate, "met") for gate in TO_BE_LOYAL])
    return ibis.cases((loyal, 3), (satisfied, 2), else_=1)


def most_up_to_loyal(rows: ir.Table) -> ir.IntegerValue:
    """The same if everything unknown turned out well."""
    unspoilt = ~reduce(or_, [is_(rows, gate, "contradicted") for gate in TO_BE_SATISFIED])
    loyal = unspoilt & _all([~is_(rows, gate, "contradicted") for gate in TO_BE_LOYAL])
    return ibis.cases((loyal, 3), (unspoilt, 2), else_=1)


def not_known_yet(rows: ir.Table) -> ir.BooleanValue:
    """Nobody can tell whether promises were kept, and nothing speaks against the customer being satisfied."""
    spoilt = reduce(or_, [is_(rows, gate, "contradicted") for gate in TO_BE_SATISFIED])
    return ~is_(rows, Gate.PROMISES_KEPT, "met") & ~spoilt


def stage_word(rung: ir.IntegerValue) -> ir.StringValue:
    """The stage a rung is."""
    return ibis.cases(*[(rung == n, stage.value) for n, stage in enumerate(RUNGS, 1)], else_=ibis.null("string"))


def stage_of(rows: ir.Table, rung: ir.IntegerValue) -> ir.StringValue:
    """The stage shown: the rung's, or *not known yet* beside the scale."""
    return ibis.ifelse((rung == 1) & not_known_yet(rows), Stage.NOT_KNOWN_YET.value, stage_word(rung))


def coverage_and_confidence(rows: ir.Table) -> dict[str, ir.FloatingValue]:
    """Decided gates over gates that could exist, and the mean of min(1, K) over those. Acts are left out."""
    possible = [~is_(rows, gate, "not_yet_possible") for gate in SCORED_GATES]
    decided = [is_(rows, gate, "met") | is_(rows, gate, "contradicted") for gate in SCORED_GATES]
    sure = [
        ibis.ifelse(could, ibis.least(rows[f"weight_{gate}"], 1.0), 0.0)
        for gate, could in zip(SCORED_GATES, possible, strict=True)
    ]
    count = reduce(add, [part.cast("float64") for part in possible])
    return {
        "coverage": (reduce(add, [part.cast("float64") for part in decided]) / count).round(DIGITS),
        "confidence": (reduce(add, sure) / count).round(DIGITS),
    }


def needed(rows: ir.Table, gate: Gate, rung: str, most: str) -> ir.BooleanValue:
    """Whether a gate that is not met stands between the rung and the next ones up to the highest possible.

    At least the next rung is looked at, even where something contradicts it. What is contradicted is not missing: it
    is there, and speaks against.
    """
    reach = ibis.greatest(rows[most], ibis.least(rows[rung] + 1, 4))
    towards = [(2, gate is Gate.PROMISES_KEPT), (3, gate in TO_BE_LOYAL), (4, gate is Gate.ACTS)]
    open_ = ~is_(rows, gate, "met") & ~is_(rows, gate, "contradicted")
    steps = [(rows[rung] < step) & (reach >= step) for step, wants in towards if wants]
    return open_ & reduce(or_, steps) if steps else ibis.literal(False)
