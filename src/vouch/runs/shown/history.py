"""What happened to one account or person, month by month: moves, flags, gates decided, evidence grown old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vouch.domain.stages import RUNGS
from vouch.insight.evidence.laid import PERSONAL_GATES
from vouch.runs.shown.about import About, Row
from vouch.runs.shown.because import Decision
from vouch.runs.shown.evidence import item
from vouch.runs.shown.found import Found


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


def stood(about: About) -> list[Stood]:
    """Where somebody stood at the end of each day of the run on which they were placed, earliest first."""
    return [
        Stood(
            row["as_of"], row["stage"], row["at_most"],
            tuple(flag for flag in ("captive", "latent", "personal_advocate") if row[flag]),
            _risky(about, row["as_of"]), row["coverage"],
        )
        for row in about.placements
    ]  # fmt: skip


def history(about: About) -> list[Step]:
    """The steps in which something changed, newest first; with the gates that a person's account lends them."""
    gates: dict[date, dict[str, Row]] = {}
    for row in _theirs(about, about.gates):
        gates.setdefault(row["as_of"], {})[row["gate"]] = row
    beside: dict[tuple[str, int], list[Row]] = {}
    for row in sorted(_theirs(about, about.evidence), key=lambda row: (-row["rho"] * abs(row["v"]), row["atom"])):
        beside.setdefault((row["gate"], row["t"]), []).append(row | {"weight": row["rho"]})
    steps: list[Step] = []
    was = None
    for now in stood(about):
        before = gates.get(was.day, {}) if was else {}
        after = gates.get(now.day, {})
        found: list[Decision] = list(_decisions(about.of, before, after, beside)) if was else []
        found.sort(key=lambda decision: (decision.day or date.min, decision.gate), reverse=True)
        steps.append(Step(was=was, now=now, decisions=tuple(found)))
        was = now
    return [step for step in reversed(steps) if step.says_something]


def _risky(about: About, day: date) -> tuple[str, ...]:
    return tuple(sorted({row["reason"] for row in about.reasons.get((about.subject, day), ()) if row["flagged"]}))


def _theirs(about: About, rows: list[Row]) -> Iterator[Row]:
    """Those of themselves, and of the account that lends them its gates."""
    for row in rows:
        lent = row["subject"] == about.lender and row["gate"] not in PERSONAL_GATES
        if row["subject"] == about.subject or lent:
            yield row


def _decisions(
    of: Found, before: dict[str, Row], after: dict[str, Row], beside: dict[tuple[str, int], list[Row]]
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
