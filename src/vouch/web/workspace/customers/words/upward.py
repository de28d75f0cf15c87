"""What would move somebody up: each missing, old or contradicted gate, what it takes, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from vouch.domain.stages import Gate, GateState, Stage
from vouch.runs.shown.standing import Stand
from vouch.web.shared import reader
from vouch.web.shared.environment import gate_words
from vouch.web.workspace.customers.words.gates import NEEDED
from vouch.web.workspace.customers.words.sentence import unsigned

_ADDS = {
    Gate.PROMISES_KEPT: "promise",
    Gate.ATTITUDE: "sentiment",
    Gate.EXCEEDS_EXPECTATIONS: "result",
    Gate.ACTS: "act",
}
"""What a colleague can write down for a gate: the kind of entry."""


SIGN = "The customer’s name under the result that is known"


@dataclass(frozen=True)
class Step:
    """One thing that would help: what, what follows, and the kind of entry that brings it (empty: none of ours)."""

    gate: str
    what: str
    follows: str
    adds: str


def upward(stand: Stand) -> list[Step]:
    """What would move them up, nearest first: make good, then what is missing, then what has grown old."""
    against = [gate for gate in Gate if stand.gate(gate).state is GateState.CONTRADICTED]
    steps = [Step(gate.value, f"Make good: {gate_words(gate)}", _until(), "") for gate in against]
    for name in stand.missing:
        gate = Gate(name)
        steps.append(Step(name, _what(stand, gate), _follows(stand, gate), _ADDS.get(gate, "")))
    for name in stand.stale:
        gate = Gate(name)
        if unsigned(stand, gate):
            steps.append(Step(name, SIGN, "Then it counts in full, and for longer.", "result"))
            continue
        steps.append(
            Step(name, f"A fresh word: {gate_words(gate)}", "Nothing is lost if they stay silent.", _ADDS.get(gate, ""))
        )
    return steps


def _until() -> str:
    return "Newer evidence outweighs the old, and old bad news fades by itself."


def _what(stand: Stand, gate: Gate) -> str:
    if gate is Gate.PATRONAGE and stand.due_on is not None:
        return f"The first renewal, due on {reader.current().day(stand.due_on)}"
    if gate is Gate.EXCEEDS_EXPECTATIONS and stand.gate(gate).items:
        return SIGN
    return NEEDED[gate]


def _follows(stand: Stand, gate: Gate) -> str:
    """What a stage has to gain from one gate alone, or together with the others that are missing."""
    stage = {
        Gate.PROMISES_KEPT: Stage.SATISFIED,
        Gate.ATTITUDE: Stage.LOYAL,
        Gate.EXCEEDS_EXPECTATIONS: Stage.LOYAL,
        Gate.PATRONAGE: Stage.LOYAL,
        Gate.ACTS: Stage.ADVOCATE,
    }.get(gate, Stage.SATISFIED)
    others = [name for name in stand.missing if name != gate and _before(Gate(name), stage)]
    spoilt = any(stand.gate(one).state is GateState.CONTRADICTED for one in Gate if one is not Gate.ACTS)
    article = "an advocate" if stage is Stage.ADVOCATE else stage.words
    if not others and not spoilt:
        return f"Then {article}."
    return f"Wanted for {article}."


def _before(gate: Gate, stage: Stage) -> bool:
    wanted = {
        Stage.SATISFIED: (Gate.PROMISES_KEPT,),
        Stage.LOYAL: (Gate.PROMISES_KEPT, Gate.ATTITUDE, Gate.EXCEEDS_EXPECTATIONS, Gate.PATRONAGE),
        Stage.ADVOCATE: tuple(Gate),
    }[stage]
    return gate in wanted
