"""What happened to one account or person, month by month: moves, flags, gates decided, evidence grown old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from vouch.domain.stages import RUNGS
from vouch.runs.shown.because import Decision
from vouch.runs.shown.evidence import item
from vouch.runs.shown.found import Found

_STOOD = """
select as_of, stage, at_most, captive, latent, personal_advocate, coverage
from {placements} where subject = $subject order by as_of
"""
_RISKY = "select distinct as_of, reason from {reasons} where subject = $subject and flagged order by as_of, reason"
# whose rows are wanted stands by itself: of an "or" the engine would read the whole file
_WHOSE = "subject in ($subject, $lender) and (subject = $subject or gate not in ('attitude', 'service', 'acts'))"
_GATES = f"""
select as_of, gate, state, stale, differ, decided_at from {{gates}} where {_WHOSE} order by as_of, gate
"""
_DECIDED = f"""
select gate, atom, reads, contact, t, v, rho, rho as weight, half_life, says, file, row
from {{evidence}} where {_WHOSE} order by gate, t, rho * abs(v) desc, atom
"""


@dataclass(frozen=True)
class Stood:
    """Where somebody stood at the end of a day."""

    day: date
    stage: str
    at_most: str
    flags: tuple[str, ...]
    at_risk: tuple[str, ...]
    coverage: float


@dataclass(frozen=True, kw_only=True)
class Step:
    """What changed up to the end of `now.day`. `was` is None the first time they were placed.

    `decisions` are the gates decided anew since then, or grown old, latest first.
    """

    was: Stood | None
    now: Stood
    decisions: tuple[Decision, ...]

    @property
    def direction(self) -> str:
        """up, down, known, unknown or same; first when nothing was before."""
        if self.was is None:
            return "first"
        ranks = {stage.value: place for place, stage in enumerate(RUNGS, 1)}
        was, now = ranks.get(self.was.stage, 0), ranks.get(self.now.stage, 0)
        if was == now:
            return "same"
        if not was or not now:
            return "known" if now else "unknown"
        return "up" if now > was else "down"

    @property
    def moved(self) -> bool:
        """Whether the stage changed."""
        return self.direction not in ("first", "same")

    @property
    def raised(self) -> tuple[str, ...]:
        """Reasons to worry that were not there before, where they put them at risk."""
        return tuple(reason for reason in self.now.at_risk if self.was is None or reason not in self.was.at_risk)

    @property
    def calmed(self) -> bool:
        """Whether they were at risk before and are no longer."""
        return self.was is not None and bool(self.was.at_risk) and not self.now.at_risk

    @property
    def flags_new(self) -> tuple[str, ...]:
        """Flags that were not there before."""
        return tuple(flag for flag in self.now.flags if self.was is None or flag not in self.was.flags)

    @property
    def says_something(self) -> bool:
        """Whether anything at all changed."""
        return self.was is None or self.moved or self.calmed or bool(self.raised or self.flags_new or self.decisions)


def stood(of: Found, subject: str) -> list[Stood]:
    """Where somebody stood at the end of each day of the run on which they were placed, earliest first."""
    risky: dict[date, list[str]] = {}
    for row in of.rows(_RISKY, subject=subject):
        risky.setdefault(row["as_of"], []).append(row["reason"])
    return [
        Stood(
            row["as_of"], row["stage"], row["at_most"],
            tuple(flag for flag in ("captive", "latent", "personal_advocate") if row[flag]),
            tuple(risky.get(row["as_of"], ())), row["coverage"],
        )
        for row in of.rows(_STOOD, subject=subject)
    ]  # fmt: skip


def history(of: Found, subject: str, *, lender: str = "") -> list[Step]:
    """The steps in which something changed, newest first. `lender`: a person's account, which lends them its gates."""
    gates: dict[date, dict[str, dict[str, Any]]] = {}
    for row in of.rows(_GATES, subject=subject, lender=lender or subject):
        gates.setdefault(row["as_of"], {})[row["gate"]] = row
    beside: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in of.rows(_DECIDED, subject=subject, lender=lender or subject):
        beside.setdefault((row["gate"], row["t"]), []).append(row)
    steps: list[Step] = []
    was = None
    for now in stood(of, subject):
        before = gates.get(was.day, {}) if was else {}
        found: list[Decision] = list(_decisions(of, before, gates.get(now.day, {}), beside)) if was else []
        found.sort(key=lambda decision: (decision.day or date.min, decision.gate), reverse=True)
        steps.append(Step(was=was, now=now, decisions=tuple(found)))
        was = now
    return [step for step in reversed(steps) if step.says_something]


def _decisions(
    of: Found,
    before: dict[str, dict[str, Any]],
    after: dict[str, dict[str, Any]],
    beside: dict[tuple[str, int], list[dict[str, Any]]],
) -> Iterator[Decision]:
    for gate, row in after.items():
        old = before.get(gate, {})
        was, now = old.get("state", "unknown"), row["state"]
        aged = bool(row["stale"]) and not old.get("stale")
        if was == now and not aged:
            continue
        there = beside.get((gate, row["decided_at"]), [])
        better = now == "met" or was == "contradicted"
        fits = [one for one in there if (one["v"] > 0) == better]
        yield Decision(
            gate=gate, was=was, now=now, differ=bool(row["differ"]), aged=aged and was == now,
            day=of.day(row["decided_at"]) if row["decided_at"] else None, item=item(of, fits[0]) if fits else None,
        )  # fmt: skip
