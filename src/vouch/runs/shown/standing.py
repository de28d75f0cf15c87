"""Where one account or person stood on a day: the placement, its gates with both sides, and why it was at risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vouch.domain.stages import Gate, GateState
from vouch.insight.evidence.laid import PERSONAL_GATES
from vouch.runs.shown.about import About
from vouch.runs.shown.evidence import Item
from vouch.runs.shown.found import Found


@dataclass(frozen=True, kw_only=True)
class GateShown:
    """One gate on a day: what is in force, what the evidence itself says, and both sides.

    `lent`: it is the account's, shown with a person. `decided_on`: when the present decision was made. `due_on`: when
    it first becomes possible.
    """

    gate: Gate
    state: GateState
    decided: str
    stale: bool
    differ: bool
    score: float | None
    weight: float
    decided_on: date | None
    due_on: date | None
    lent: bool
    items: tuple[Item, ...]

    @property
    def pro(self) -> tuple[Item, ...]:
        """What speaks for it, heaviest first."""
        return tuple(item for item in self.items if item.value > 0)

    @property
    def con(self) -> tuple[Item, ...]:
        """What does not, heaviest first."""
        return tuple(item for item in self.items if item.value <= 0)

    @property
    def falling(self) -> bool:
        """Whether newer evidence speaks against what is still in force: a fall waits."""
        return self.state is GateState.MET and self.decided != GateState.MET

    @property
    def open(self) -> bool:
        """Whether it is neither met nor contradicted."""
        return self.state in (GateState.UNKNOWN, GateState.NOT_YET_POSSIBLE)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why an account is, or might soon be, at risk. `ends`: a day, or what has to happen."""

    reason: str
    hard: bool
    flagged: bool
    since: date
    ends: str | None


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where an account or a person stood at the end of `day`.

    `missing` and `stale` are gates; `attitude_low` and `attitude_high` the range over its people, -1 to 1.
    """

    subject: str
    kind: str
    account: str
    day: date
    stage: str
    at_least: str
    at_most: str
    captive: bool
    latent: bool
    personal_advocate: bool
    coverage: float
    confidence: float
    attitude_low: float | None
    attitude_high: float | None
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    due_on: date | None
    gates: tuple[GateShown, ...]
    reasons: tuple[Reason, ...]

    @property
    def at_risk(self) -> bool:
        """Whether the reasons together raise the flag."""
        return any(reason.flagged for reason in self.reasons)

    @property
    def flags(self) -> list[str]:
        """Its flags as words of the contract."""
        return [flag for flag in ("captive", "latent", "personal_advocate") if getattr(self, flag)]

    def gate(self, gate: Gate) -> GateShown:
        """One of its gates."""
        return next(shown for shown in self.gates if shown.gate is gate)

    def count(self, state: GateState) -> int:
        """How many gates are in a state."""
        return sum(gate.state is state for gate in self.gates)


def stand(about: About) -> Stand | None:
    """Where somebody stood at the end of the day; None when they were not placed then."""
    of, subject, day = about.of, about.subject, about.day
    placed = next((row for row in about.placements if row["as_of"] == day), None)
    if placed is None:
        return None
    account, person = placed["account"], placed["kind"] == "contact"
    found = {(row["subject"], row["gate"]): row for row in about.gates if row["as_of"] == day}
    own = about.standing(subject)
    lent = about.standing(account) if person and account else {}
    gates = []
    for gate in Gate:
        borrowed = person and gate not in PERSONAL_GATES
        whose, beside = (account, lent) if borrowed else (subject, own)
        row = found.get((whose, gate.value))
        gates.append(_gate(of, gate, row, placed["due_on"], borrowed, tuple(beside.get(gate.value, ()))))
    reasons = tuple(
        Reason(
            reason=row["reason"], hard=row["hard"], flagged=row["flagged"], since=of.day(row["since"]), ends=row["ends"]
        )
        for row in about.reasons.get((account, day), ())
    )
    names = ("subject", "kind", "stage", "at_least", "at_most", "captive", "latent", "personal_advocate", "coverage",
             "confidence", "attitude_low", "attitude_high", "due_on")  # fmt: skip
    return Stand(
        **{name: placed[name] for name in names}, account=account, day=day, missing=tuple(placed["missing"]),
        stale=tuple(placed["stale"]), gates=tuple(gates), reasons=reasons,
    )  # fmt: skip


def _gate(
    of: Found, gate: Gate, row: dict[str, Any] | None, due_on: date | None, lent: bool, beside: tuple[Item, ...]
) -> GateShown:
    row = row or {"state": "unknown", "decided": "unknown", "stale": False, "differ": False, "score": None}
    state = GateState(row["state"])
    due = due_on if gate is Gate.PATRONAGE else None
    if due is not None:
        state = GateState.NOT_YET_POSSIBLE
    decided_at = row.get("decided_at")
    return GateShown(
        gate=gate, state=state, decided=row["decided"] or "unknown", stale=bool(row["stale"]),
        differ=bool(row["differ"]), score=row["score"], weight=row.get("weight") or 0.0,
        decided_on=of.day(decided_at) if decided_at else None, due_on=due, lent=lent, items=beside,
    )  # fmt: skip


def falls_on(gate: GateShown, waits_days: int) -> date | None:
    """The day on which a fall that waits would come into force; None where none waits."""
    return gate.decided_on + timedelta(days=waits_days) if gate.falling and gate.decided_on else None
