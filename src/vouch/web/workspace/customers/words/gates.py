"""One gate in a line: what is in force, and what that rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from vouch.domain.stages import Gate, GateState
from vouch.runs.shown.standing import GateShown, falls_on
from vouch.web.shared import reader
from vouch.web.workspace.customers.words.evidence import cut, told

NOTHING = {
    Gate.PROMISES_KEPT: "Nothing tells yet whether promises were kept",
    Gate.SERVICE: "No word yet on how service went",
    Gate.ATTITUDE: "Nobody there has been heard yet",
    Gate.EXCEEDS_EXPECTATIONS: "No measured result is written down yet",
    Gate.PATRONAGE: "No renewal or further purchase is known yet",
    Gate.ACTS: "No act of advocacy is known yet",
}

NEEDED = {
    Gate.PROMISES_KEPT: "A promise or goal known to be kept, best with the customer’s sign-off",
    Gate.SERVICE: "A word on how service went: a rating after a ticket, or a grave case closed well",
    Gate.ATTITUDE: "An answer to a survey, or the word of a colleague who knows them",
    Gate.EXCEEDS_EXPECTATIONS: "A measured result: one number, with a name under it",
    Gate.PATRONAGE: "A renewal or expansion that somebody decided on",
    Gate.ACTS: "An act for others, for which no reward was announced",
}

Name = Callable[[str | None], str]


def sign(gate: GateShown) -> str:
    """The sign of a gate: for, against, unknown or stale."""
    if gate.state is GateState.MET:
        return "stale" if gate.stale else "for"
    return "against" if gate.state is GateState.CONTRADICTED else "unknown"


def line(gate: GateShown, day: dt.date, *, waits_days: int, name: Name = lambda one: "") -> str:
    """What a gate says as of a day. `name` turns a contact's id into their name."""
    read = reader.current()
    if gate.state is GateState.NOT_YET_POSSIBLE:
        return f"The first renewal is due on {read.day(gate.due_on)}"
    if gate.falling:
        until = falls_on(gate, waits_days)
        what = "newer answers differ" if gate.decided == "unknown" else "newer evidence speaks against it"
        return f"Still met; {what}" + (f", and counts from {read.day(until)}" if until and until > day else "")
    if gate.state is GateState.MET and gate.stale:
        newest = max((item.day for item in gate.pro), default=None)
        if (
            gate.gate is Gate.EXCEEDS_EXPECTATIONS
            and gate.pro
            and all("(signed off" not in item.says for item in gate.pro)
        ):
            return "Met by a result that nobody there has signed off yet"
        return "Met once, and grown old" + (f": the last word is {age(day, newest)} old" if newest else "")
    if gate.state is GateState.CONTRADICTED:
        against = next((item for item in gate.con if item.value < 0), None)
        return cut(told(against, name(against.contact))) if against else "Spoken against"
    if gate.state is GateState.MET:
        return cut(told(gate.pro[0], name(gate.pro[0].contact))) if gate.pro else "Met"
    return _open(gate)


def _open(gate: GateShown) -> str:
    if not gate.items:
        return NOTHING[gate.gate]
    if gate.gate is Gate.ACTS:
        return "One act so far, and a reward was announced for it"
    if gate.differ:
        return "Answers differ, so it is not known"
    if gate.decided == "unknown" and all(item.value < 0 for item in gate.items):
        return "What spoke against it is old news by now"
    return "What there is does not weigh enough to decide"


def age(day: dt.date, then: dt.date) -> str:
    """How long ago, in words that need no counting.

    >>> age(dt.date(2026, 11, 22), dt.date(2025, 9, 18))
    '14 months'
    """
    days = (day - then).days
    if days < 60:
        return f"{days} day{'' if days == 1 else 's'}"
    months = days // 30.44
    return f"{months:.0f} months" if months < 24 else f"{days // 365.25:.0f} years"
