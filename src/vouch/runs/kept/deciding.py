"""Which one file, or which one answer, would decide most?

A gate that is not known stands between many customers and the next stage. For each gate: how many customers it is
missing for, for how many it is all that is missing, and for how many it has grown old. Then the other way round: the
customers who are a single answer away from the next stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vouch.domain.stages import Gate
from vouch.runs.results import current_results

FEEDS: dict[Gate, tuple[str, ...]] = {
    Gate.PROMISES_KEPT: ("promises", "milestones", "survey_answers"),
    Gate.SERVICE: ("tickets", "survey_answers"),
    Gate.ATTITUDE: ("survey_answers", "sentiment", "nominations"),
    Gate.EXCEEDS_EXPECTATIONS: ("results",),
    Gate.PATRONAGE: ("renewals", "subscriptions", "deals"),
    Gate.ACTS: ("acts", "community"),
}
"""The tables that feed each gate, the one that settles it best first."""

_PLACED = """
with placed as (
  from {placements} where kind = 'account' and not former and as_of = (select max(as_of) from {placements})),
next as (
  select *, case stage when 'satisfied' then ['attitude', 'exceeds_expectations', 'patronage']
    when 'loyal' then ['acts'] else ['promises_kept'] end as wanted from placed where stage <> 'advocate'),
waits as (
  select subject, stage, at_most, due_on, list_intersect(missing, wanted) as open,
    due_on is not null and list_contains(missing, 'patronage') as undue,
    at_most <> stage and not (stage = 'not_known_yet' and at_most = 'not_yet_satisfied') as can
  from next)
"""
_GATES = (
    _PLACED
    + """,
missed as (select unnest(missing) as gate, subject from placed),
alone as (select open[1] as gate, subject from waits where can and len(open) = 1 and not undue),
old as (select unnest(stale) as gate, subject from placed),
undue as (select subject from placed where due_on is not null)
select gate, count(distinct m.subject) as customers,
  (select count(*) from alone a where a.gate = g.gate) as alone,
  (select count(*) from old o where o.gate = g.gate) as stale,
  (select count(*) from placed) as of
from (select unnest(['promises_kept', 'service', 'attitude', 'exceeds_expectations', 'patronage', 'acts']) as gate) g
left join missed m using (gate)
where not (g.gate = 'patronage' and m.subject in (select subject from undue))
group by gate
"""
)
_CLOSEST = (
    _PLACED
    + """
select subject, stage, open[1] as gate from waits
where can and len(open) = 1 and not undue
"""
)


@dataclass(frozen=True, kw_only=True)
class Decides:
    """One gate: for how many of `of` customers it is missing, is all that is missing, or has grown old.

    `tables` feed it, the best first. A renewal that is not due yet counts for nothing: no file can bring it.
    """

    gate: Gate
    customers: int
    alone: int
    stale: int
    of: int
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Closest:
    """A customer for whom one gate is all that stands between it and the next stage."""

    account: str
    stage: str
    gate: Gate


@lru_cache(maxsize=8)
def deciding(data: Path, run: str) -> tuple[Decides, ...]:
    """What each gate would decide if it were known, the one that would decide most first; empty without a run.

    Ranked by the customers it is missing for, then by those for whom nothing else is. Gates that are missing or old
    for nobody are left out.
    """
    results = current_results(data, run)
    if results is None:
        return ()
    found = [
        Decides(
            gate=Gate(row["gate"]),
            customers=row["customers"],
            alone=row["alone"],
            stale=row["stale"],
            of=row["of"],
            tables=FEEDS[Gate(row["gate"])],
        )
        for row in results.rows(_GATES)
    ]
    found = [one for one in found if one.customers or one.stale]
    return tuple(sorted(found, key=lambda one: (-one.customers, -one.alone, -one.stale, one.gate.value)))


@lru_cache(maxsize=8)
def closest(data: Path, run: str) -> tuple[Closest, ...]:
    """The customers whom one answer would move up, in no order: pages know who matters most."""
    results = current_results(data, run)
    if results is None:
        return ()
    return tuple(Closest(row["subject"], row["stage"], Gate(row["gate"])) for row in results.rows(_CLOSEST))
