"""Who moved between two days, which way, and how many of those who could move up did?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vouch.domain.estimate import Share, share
from vouch.domain.stages import RUNGS, Stage
from vouch.runs.shown.found import Found

_BOTH = """
with placed as (
  select subject,
    max(stage) filter (as_of = $since) as was, max(stage) filter (as_of = $until) as now,
    max(at_most) filter (as_of = $until) as now_most,
    coalesce(bool_or(personal_advocate) filter (as_of = $since), false) as was_personal,
    coalesce(bool_or(personal_advocate) filter (as_of = $until), false) as now_personal
  from {placements} where kind = 'account' and as_of in ($since, $until) group by subject),
risky as (
  select subject, bool_or(as_of = $since) as was_risk, bool_or(as_of = $until) as now_risk
  from {reasons} where flagged and as_of in ($since, $until) group by subject)
select p.*, coalesce(r.was_risk, false) as was_risk, coalesce(r.now_risk, false) as now_risk
from placed p left join risky r using (subject) order by subject
"""

CHANGES = ("up", "down", "at_risk", "calm", "known", "unknown", "personal_advocate", "came", "left")
"""What can change between two days, in the order a reader wants it.

`known` and `unknown`: it became known where they stand, or is no longer; `calm`: no longer at risk.
"""

CAUTIONS = (
    "Both days are placed with what is known today: evidence that came late counts from the day it happened.",
    "Customers who left in between are not counted, neither are those whose stage was not known.",
    "The interval is for chance alone; it cannot tell why they moved.",
)


@dataclass(frozen=True)
class Move:
    """One customer on two days: the stage on each (None: not a customer then), how high it could be, what changed."""

    subject: str
    was: str | None
    now: str | None
    now_most: str | None
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """What happened between two days. `climbed`: of those on the scale below advocate, how many moved up."""

    since: date
    until: date
    moves: tuple[Move, ...]
    climbed: Share

    def count(self, change: str) -> int:
        """How many customers changed in that way."""
        return sum(change in move.changes for move in self.moves)

    def only(self, change: str = "") -> tuple[Move, ...]:
        """The moves with that change; all where it is empty, those with the foremost changes first."""
        if change:
            return tuple(move for move in self.moves if change in move.changes)
        return tuple(sorted(self.moves, key=lambda move: CHANGES.index(move.changes[0])))


@lru_cache(maxsize=32)
def between(of: Found, since: date, until: date) -> Between:
    """Everyone whose stage, risk or advocates changed from the end of one day to the end of another."""
    moves, could, did = [], 0, 0
    for row in of.rows(_BOTH, since=since, until=until):
        changes = _changes(row)
        if changes:
            moves.append(Move(row["subject"], row["was"], row["now"], row["now_most"], changes))
        if row["was"] in RUNGS and row["was"] != Stage.ADVOCATE and row["now"] is not None:
            could += 1
            did += "up" in changes
    return Between(since, until, tuple(moves), share(did, could, cautions=CAUTIONS))


def _changes(row: dict[str, str | bool | None]) -> tuple[str, ...]:
    was, now = row["was"], row["now"]
    found = set()
    if was is None or now is None:
        found.add("came" if was is None else "left")
    elif was != now:
        if was in RUNGS and now in RUNGS:
            found.add("up" if _rank(now) > _rank(was) else "down")
        else:
            found.add("known" if now in RUNGS else "unknown")
    if was is not None and now is not None:
        if row["now_risk"] != row["was_risk"]:
            found.add("at_risk" if row["now_risk"] else "calm")
        if row["now_personal"] and not row["was_personal"]:
            found.add("personal_advocate")
    return tuple(change for change in CHANGES if change in found)


def _rank(stage: object) -> int:
    return [rung.value for rung in RUNGS].index(str(stage))
