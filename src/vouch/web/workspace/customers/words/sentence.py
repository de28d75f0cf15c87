"""The heading of an account or a person: where they stand, why, and what is left, in one or two sentences."""

from __future__ import annotations

import datetime as dt

from vouch.domain.stages import Gate, GateState, Stage
from vouch.runs.shown.standing import Stand
from vouch.web.shared import reader
from vouch.web.shared.environment import listed
from vouch.web.workspace.customers.words.reasons import reason_words

_AGAINST = {
    Gate.PROMISES_KEPT: "a promise was not kept",
    Gate.SERVICE: "service went badly",
    Gate.ATTITUDE: "they say so themselves",
}
_LEFT = {
    Gate.PROMISES_KEPT: "nothing tells whether promises were kept",
    Gate.SERVICE: "nothing is known of how service went",
    Gate.ATTITUDE: "nobody has said so lately",
    Gate.EXCEEDS_EXPECTATIONS: "no measured result is written down",
    Gate.PATRONAGE: "no renewal is known",
}
_SETBACK = {
    Gate.PATRONAGE: "they bought less",
    Gate.EXCEEDS_EXPECTATIONS: "they got less than they hoped for",
    Gate.ATTITUDE: "they are not glad",
}
_OLD = {
    Gate.PROMISES_KEPT: "word of kept promises has grown old",
    Gate.SERVICE: "the last word on service has grown old",
    Gate.ATTITUDE: "the last good answer has grown old",
    Gate.EXCEEDS_EXPECTATIONS: "the last result has grown old",
    Gate.PATRONAGE: "the last renewal is long ago",
    Gate.ACTS: "the last act is long ago",
}

LONG = 60
"""A heading longer than this has room for one reason to worry; all of them stand below it."""


def account_sentence(stand: Stand, name: str) -> str:
    """Where an account stands, as its heading says it."""
    return _with_risk(_ACCOUNT[Stage(stand.stage)](stand, name), stand)


def person_sentence(stand: Stand, name: str) -> str:
    """Where a person stands, as their heading says it."""
    return _person(stand, name) + "."


def _not_known(stand: Stand, name: str) -> str:
    spoken = [gate for gate in stand.gates if gate.state is GateState.MET and gate.gate is not Gate.ACTS]
    known = f", though {_met_words(spoken[0].gate)}" if spoken else ""
    return f"It is not known yet where {name} stands: nothing tells whether promises were kept{known}"


def _met_words(gate: Gate) -> str:
    return {
        Gate.ATTITUDE: "they speak well of us",
        Gate.SERVICE: "service went well",
        Gate.PATRONAGE: "they came back",
        Gate.EXCEEDS_EXPECTATIONS: "a result is documented",
    }.get(gate, "something is known")


def _not_yet(stand: Stand, name: str) -> str:
    against = [_AGAINST[gate] for gate in _AGAINST if stand.gate(gate).state is GateState.CONTRADICTED]
    if stand.captive:
        return f"{name} keeps renewing and is not satisfied: {listed(against)}"
    if not against:
        return f"{name} is not yet satisfied"
    return f"{name} is not yet satisfied: {listed(against)}"


def _satisfied(stand: Stand, name: str) -> str:
    wants = (Gate.ATTITUDE, Gate.EXCEEDS_EXPECTATIONS, Gate.PATRONAGE)
    setbacks = [_SETBACK[gate] for gate in wants if stand.gate(gate).state is GateState.CONTRADICTED]
    inside = f"{name} is satisfied, with an advocate inside" if stand.personal_advocate else f"{name} is satisfied"
    if setbacks:
        return f"{inside}: {listed(setbacks)}"
    if stand.latent:
        return f"{inside}, and loyal at heart: the first renewal is due on {_day(stand.due_on)}"
    left = [_left(stand, gate) for gate in wants if stand.gate(gate).open]
    old = [_old(stand, gate) for gate in wants if gate.value in stand.stale]
    if not left:
        return inside
    may = "may well be loyal" if len(left) == 1 else "could be loyal"
    return f"{inside}, and {may}: {listed([*left, *old][:3])}"


def _left(stand: Stand, gate: Gate) -> str:
    shown = stand.gate(gate)
    if gate is Gate.PATRONAGE and stand.due_on is not None:
        return f"the first renewal is due on {_day(stand.due_on)}"
    if gate is Gate.ATTITUDE and shown.items:
        return "what they say differs" if shown.differ else "what they say does not decide it"
    if gate is Gate.EXCEEDS_EXPECTATIONS and shown.items:
        return "a result is known, not yet signed off"
    return _LEFT[gate]


def _loyal(stand: Stand, name: str) -> str:
    acts = stand.gate(Gate.ACTS)
    if acts.state is not GateState.MET:
        rest = ", and nobody there has acted for us yet"
        if acts.items:
            rest = ", and has acted for us only where a reward was announced"
    elif stand.at_most == Stage.ADVOCATE:
        rest = ", and has acted for us; no advocate is known by name yet"
    else:
        rest = ", and has acted for us; nobody there is an advocate now"
    return f"{name} is loyal{rest}{_aged(stand)}"


def _advocate(stand: Stand, name: str) -> str:
    return f"{name} is an advocate{_aged(stand)}"


def _aged(stand: Stand) -> str:
    old = [_old(stand, Gate(gate)) for gate in stand.stale]
    return f"; {listed(old[:2])}" if old else ""


def _old(stand: Stand, gate: Gate) -> str:
    """What is said of a gate that was met and asks to be confirmed."""
    return "the result is not signed off" if unsigned(stand, gate) else _OLD[gate]


def unsigned(stand: Stand, gate: Gate) -> bool:
    """Whether all that speaks for documented results still waits for the customer's name."""
    items = stand.gate(gate).pro
    return gate is Gate.EXCEEDS_EXPECTATIONS and bool(items) and all("(signed off" not in item.says for item in items)


_ACCOUNT = {
    Stage.NOT_KNOWN_YET: _not_known,
    Stage.NOT_YET_SATISFIED: _not_yet,
    Stage.SATISFIED: _satisfied,
    Stage.LOYAL: _loyal,
    Stage.ADVOCATE: _advocate,
}


def _with_risk(sentence: str, stand: Stand) -> str:
    raised = [reason for reason in stand.reasons if reason.flagged]
    if not raised:
        return f"{sentence}."
    shown = raised[: 1 if len(sentence) > LONG else 2]
    more = len(raised) - len(shown)
    rest = ["one more reason" if more == 1 else f"{more} more reasons"] if more else []
    why = listed([*(reason_words(reason.reason) for reason in shown), *rest])
    return f"{sentence}. At risk since {_day(min(reason.since for reason in raised))}: {why}."


def _person(stand: Stand, name: str) -> str:
    attitude, acts = stand.gate(Gate.ATTITUDE), stand.gate(Gate.ACTS)
    acted = acts.state is GateState.MET
    if stand.stage == Stage.ADVOCATE:
        where = " in a company that is merely satisfied" if stand.personal_advocate else ""
        return f"{name} is an advocate{where}{'; ' + _OLD[Gate.ACTS] if acts.stale else ''}"
    if attitude.state is GateState.CONTRADICTED:
        return f"{name} is not satisfied" + (", after having acted for us" if acted else "")
    if attitude.state is GateState.MET:
        glad = f"{name} speaks well of us" + (", some time ago" if attitude.stale else "")
        return f"{glad} and has acted for us" if acted else f"{glad}, and has not acted for us yet"
    if attitude.differ:
        return f"{name} speaks well and badly of us in turn"
    if acted:
        return f"{name} has acted for us; what they think is not known yet"
    return f"What {name} thinks of us is not known yet"


def _day(day: dt.date | None) -> str:
    return reader.current().day(day)
