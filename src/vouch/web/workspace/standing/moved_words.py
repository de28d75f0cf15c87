"""Why one customer moved, in a line: the evidence that decided it, or the reasons to worry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vouch.domain.stages import RUNGS
from vouch.program.people.named import Named, named
from vouch.runs.shown import Found
from vouch.runs.shown.because import Because, Decision, because
from vouch.runs.shown.moves import Move
from vouch.web.shared.environment import capital, gate_words, listed, stage_words
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.words.evidence import cut, told
from vouch.web.workspace.customers.words.reasons import reason_words

_OPENS = (
    (),
    ("promises_kept", "attitude", "service"),
    ("attitude", "exceeds_expectations", "patronage"),
    ("acts", "attitude"),
)
"""The gates that stand before each rung, lowest first."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One customer who moved: name, where they stand now, what changed, why, and since when."""

    subject: str
    name: str
    now: str | None
    now_most: str | None
    changes: tuple[str, ...]
    beside: str
    why: str
    day: dt.date | None
    atom: str


def lines(of: Found, moves: Sequence[Move], since: dt.date, until: dt.date, *, people_named: bool = True) -> list[Line]:
    """These moves, each with its reason. A page of them: it asks for the evidence of each.

    `people_named`: without it nobody is named, and no evidence told, as it may say who.
    """
    why = because(of, [move.subject for move in moves], since, until)
    people = {decision.item.contact for one in why.values() for decision in one.decisions if decision.item}
    people |= {person for one in why.values() for person in one.people}
    whom = sorted(person for person in people if person) if people_named else []
    names = named([move.subject for move in moves] + whom)
    rows = [_line(move, why.get(move.subject, Because()), names, (since, until), people_named) for move in moves]
    return rows if people_named else [replace(row, atom="") for row in rows]


def _line(
    move: Move, why: Because, names: Mapping[str, Named], between: tuple[dt.date, dt.date], people_named: bool
) -> Line:
    decision = _decision(move, why)
    name = names.get(move.subject)
    words, day = _why(move, why, decision, names, between, people_named)
    return Line(
        subject=move.subject, name=name.name if name else move.subject, now=move.now, now_most=move.now_most,
        changes=move.changes, beside=beside(move), why=cut(words, 170), day=day,
        atom=decision.item.atom if decision and decision.item else "",
    )  # fmt: skip


def beside(move: Move) -> str:
    """What changed, quietly under the stage: “up from satisfied”."""
    if "up" in move.changes or "down" in move.changes:
        return f"{'up' if 'up' in move.changes else 'down'} from {stage_words(str(move.was))}"
    if "known" in move.changes:
        return "not known before"
    if "unknown" in move.changes:
        return f"was {stage_words(str(move.was))}"
    if "came" in move.changes:
        return "a new customer"
    if "left" in move.changes:
        return f"left, last {stage_words(str(move.was))}"
    return "no longer at risk" if "calm" in move.changes else ""


def _decision(move: Move, why: Because) -> Decision | None:
    foremost = move.changes[0]
    if foremost in ("up", "known"):
        return why.towards(up=True, gates=_gates(move.was, move.now))
    if foremost == "unknown" and move.was == RUNGS[0]:  # what spoke against them is gone, and nothing else is known
        return why.towards(up=True, gates=_OPENS[1])
    if foremost in ("down", "unknown"):
        return why.towards(up=False, gates=_gates(move.now, move.was))
    return None


def _gates(low: str | None, high: str | None) -> tuple[str, ...]:
    """The gates between two stages."""
    rungs = [rung.value for rung in RUNGS]
    bottom = rungs.index(low) if low in rungs else 0
    top = rungs.index(high) if high in rungs else bottom
    return tuple(gate for gates in _OPENS[bottom + 1 : top + 1] for gate in gates)


def _since(decision: Decision, between: tuple[dt.date, dt.date]) -> dt.date | None:
    """The day the move came into force, where it can be told: a rise at once, a fall after it has waited."""
    if decision.item is None or decision.day is None:
        return None
    waited = decision.day + dt.timedelta(days=policy().gates.fall_waits_days)
    since, until = between
    return next((day for day in (decision.day, waited) if since < day <= until), None)


def _why(
    move: Move,
    why: Because,
    decision: Decision | None,
    names: Mapping[str, Named],
    between: tuple[dt.date, dt.date],
    people_named: bool,
) -> tuple[str, dt.date | None]:
    if "at_risk" in move.changes and not {"up", "down"} & set(move.changes):
        raised = why.raised[:3]
        words = capital(listed([reason_words(reason.reason) for reason in raised])) if raised else ""
        return words, max((reason.since for reason in raised), default=None)
    if decision is not None:
        return decided(decision, names, evidence=people_named), _since(decision, between)
    advocates = [names[person].name for person in why.people if person in names]
    if advocates:
        return f"{listed(advocates[:3])} {'is an advocate' if len(advocates) == 1 else 'are advocates'} now", None
    if why.people and not people_named:
        return "Somebody there is an advocate now", None
    if "calm" in move.changes:
        return "What put them at risk has ended", None
    return "", None


def decided(decision: Decision, names: Mapping[str, Named], *, evidence: bool = True) -> str:
    """What decided a gate: the evidence, or that time did it."""
    if decision.item and evidence:
        person = names.get(decision.item.contact or "")
        return told(decision.item, person.name if person else "")
    gate = capital(gate_words(decision.gate))
    if decision.aged:
        return f"{gate}: the last word has grown old"
    if decision.now == "unknown":
        differ = "answers differ" if decision.differ else "what spoke against it is old news by now"
        return f"{gate}: {differ if decision.was == 'contradicted' or decision.differ else 'no longer known'}"
    return f"{gate} is {'met' if decision.now == 'met' else 'spoken against'}"
