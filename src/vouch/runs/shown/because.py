"""Why somebody moved: the gates that changed between two days, each with the evidence that decided it.

A gate is decided on arrival, so the evidence that decided is what arrived at the moment of the decision. Where several
items arrived together the heaviest on that side is shown; where time alone undid a decision there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from vouch.runs.shown.evidence import Item, item
from vouch.runs.shown.found import Found

_CHANGED = """
with two as (
  select subject, gate, as_of = $until as later, state, decided_at, differ, stale
  from {{gates}} where as_of in ($since, $until) and subject in ({subjects})),
pairs as (
  select coalesce(n.subject, w.subject) as subject, coalesce(n.gate, w.gate) as gate,
    coalesce(w.state, 'unknown') as was, coalesce(n.state, 'unknown') as now, n.decided_at,
    coalesce(n.differ, false) as differ, coalesce(n.stale, false) and not coalesce(w.stale, false) as aged
  from (from two where later) n full join (from two where not later) w using (subject, gate))
select p.*, e.* exclude (subject, gate)
from (from pairs where was <> now or aged) p
left join (
  select subject, gate, atom, reads, contact, t, v, rho, half_life, says, file, row, ended, rho as weight
  from {{evidence}} where subject in ({subjects})) e
  on e.subject = p.subject and e.gate = p.gate and e.t = p.decided_at
  and case when p.now = 'met' or p.was = 'contradicted' then e.v > 0 else e.v < 0 end
qualify row_number() over (
  partition by p.subject, p.gate order by e.rho * abs(e.v) desc nulls last, e.atom, e.reads) = 1
order by p.subject, p.decided_at desc, p.gate
"""

_PEOPLE = """
select account, subject from (
  select account, subject, bool_or(as_of = $until) as now, bool_or(as_of = $since) as was
  from {{placements}} where kind = 'contact' and as_of in ($since, $until) and stage = 'advocate'
    and account in ({subjects}) group by account, subject)
where now and not was order by account, subject
"""

_RAISED = """
select subject, reason, hard, since, ends from {{reasons}}
where as_of = $until and flagged and subject in ({subjects}) order by subject, hard desc, since desc, reason
"""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One gate that says something else than before. `item` decided it; None where time alone did.

    `aged`: it is still met, and has grown old.
    """

    gate: str
    was: str
    now: str
    differ: bool
    aged: bool
    day: date | None
    item: Item | None

    @property
    def rose(self) -> bool:
        """Whether it says something better than before."""
        order = ("contradicted", "unknown", "met")
        return order.index(self.now) > order.index(self.was)


@dataclass(frozen=True, kw_only=True)
class Raised:
    """A reason that puts somebody at risk at the later day."""

    reason: str
    since: date
    ends: str | None


@dataclass(frozen=True)
class Because:
    """Why one customer moved: decisions, latest first; people who became advocates; reasons to worry."""

    decisions: tuple[Decision, ...] = ()
    people: tuple[str, ...] = ()
    raised: tuple[Raised, ...] = ()

    def towards(self, *, up: bool, gates: Collection[str] = ()) -> Decision | None:
        """The decision that tells best why they moved up, or down: the latest in that direction.

        Those of `gates` come first, then those with evidence to show.
        """
        fitting = [decision for decision in self.decisions if not decision.aged and decision.rose == up]
        fitting.sort(key=lambda decision: (decision.gate not in gates, decision.item is None))
        return next(iter(fitting), None)


def because(of: Found, subjects: Sequence[str], since: date, until: date) -> dict[str, Because]:
    """Why each of some subjects (a page of them, not all) changed between the ends of two days."""
    told: dict[str, tuple[list[Decision], list[str], list[Raised]]] = {one: ([], [], []) for one in subjects}
    ids = listed_ids(subjects)
    if not ids:
        return {}
    for row in of.rows(_CHANGED.format(subjects=ids), since=since, until=until):
        told[row["subject"]][0].append(_decision(of, row))
    for account, person in _advocates(of, ids, since, until):
        told[account][1].append(person)
    for row in of.rows(_RAISED.format(subjects=ids), until=until):
        raised = Raised(reason=row["reason"], since=of.day(row["since"]), ends=row["ends"])
        told[row["subject"]][2].append(raised)
    return {one: Because(tuple(gates), tuple(people), tuple(risks)) for one, (gates, people, risks) in told.items()}


@lru_cache(maxsize=64)
def _advocates(of: Found, ids: str, since: date, until: date) -> tuple[tuple[str, str], ...]:
    """(account, person) of those who became advocates: ids alone, found among all people, so they are kept."""
    rows = of.rows(_PEOPLE.format(subjects=ids), since=since, until=until)
    return tuple((row["account"], row["subject"]) for row in rows)


def _decision(of: Found, row: dict[str, Any]) -> Decision:
    return Decision(
        gate=row["gate"], was=row["was"], now=row["now"], differ=row["differ"],
        aged=row["aged"] and row["was"] == row["now"],
        day=of.day(row["decided_at"]) if row["decided_at"] else None,
        item=item(of, row) if row["atom"] else None,
    )  # fmt: skip


def listed_ids(subjects: Sequence[str]) -> str:
    """Internal ids as SQL writes a list of them; anything that is no id is left out."""
    return ", ".join(f"'{one}'" for one in subjects if one.isascii() and one.isalnum())
