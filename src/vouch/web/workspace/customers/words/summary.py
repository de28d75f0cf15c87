"""What several gates or people say together, in a heading."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.domain.stages import RUNGS, Gate, GateState, Stage
from vouch.runs.shown.facts import Pledge
from vouch.runs.shown.standing import Stand
from vouch.web.shared.environment import capital, listed, stage_words

_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DIFFER = 0.3
"""Scores from here on speak well, from minus this on badly."""


def count_words(count: int) -> str:
    """A small count as a word.

    >>> count_words(3), count_words(14)
    ('three', '14')
    """
    return _SMALL[count] if count < len(_SMALL) else str(count)


def gates_sentence(stand: Stand) -> str:
    """How many gates say what: “Four gates are met, one of them grown old; two are not known yet”."""
    met, against = stand.count(GateState.MET), stand.count(GateState.CONTRADICTED)
    old = sum(gate.stale for gate in stand.gates)
    waiting = sum(gate.gate is Gate.ACTS and gate.open for gate in stand.gates)
    later = stand.count(GateState.NOT_YET_POSSIBLE)
    unknown = stand.count(GateState.UNKNOWN) - waiting
    first = "no gate is met" if not met else f"{count_words(met)} gate{' is' if met == 1 else 's are'} met"
    if old and met:
        first += ", grown old" if met == 1 else f", {count_words(old)} of them grown old"
    parts = [first]
    if against:
        parts.append(f"{count_words(against)} {'is' if against == 1 else 'are'} spoken against")
    if unknown:
        parts.append(f"{count_words(unknown)} {'is' if unknown == 1 else 'are'} not known yet")
    if later:
        parts.append(f"{count_words(later)} {'is' if later == 1 else 'are'} not yet possible")
    if waiting:
        parts.append("no act is known")
    return capital("; ".join(parts))


def people_sentence(count: int, stages: Sequence[str]) -> str:
    """Who is there: “Four people, and one of them is an advocate”."""
    if not count:
        return "Nobody there is known yet"
    people = capital(f"{count_words(count)} {'person' if count == 1 else 'people'}")
    advocates = sum(stage == Stage.ADVOCATE for stage in stages)
    if not advocates:
        return f"{people} {'are' if count > 1 else 'is'} known there"
    if count == 1:
        return "One person, an advocate"
    are = "one of them is an advocate" if advocates == 1 else f"{count_words(advocates)} of them are advocates"
    return f"{people}, and {are}"


def promised_sentence(promises: Sequence[Pledge]) -> str:
    """What became of the promises: “Three promises, two kept, one missed and one signed off”."""
    if not promises:
        return "Nothing promised is known yet"
    kept = sum(one.status in ("met", "late") for one in promises)
    missed = sum(one.status == "missed" for one in promises)
    parts = [_of(kept, len(promises), "kept"), _of(missed, len(promises), "missed") if missed else ""]
    signed = sum(one.signed_off_on is not None for one in promises)
    parts.append("signed off" if kept == signed == len(promises) else _of(signed, len(promises), "signed off"))
    return f"{_counted(promises, 'promise')}, {listed([part for part in parts if part])}"


def reached_sentence(results: Sequence[Pledge]) -> str:
    """What was reached, and in whose word: “Two results, all signed off”."""
    if not results:
        return "No measured result is known yet"
    signed = sum(one.signed_off_on is not None for one in results)
    return f"{_counted(results, 'result')}, {_of(signed, len(results), 'signed off')}"


def _counted(pledges: Sequence[Pledge], what: str) -> str:
    return capital(f"{count_words(len(pledges))} {what}{'s' if len(pledges) > 1 else ''}")


def _of(some: int, many: int, words: str) -> str:
    """How many of many: “all kept”, “two kept”, “none kept”; of one alone: “kept”, “not kept”."""
    if many == 1:
        return words if some else f"not {words}"
    return f"{'all' if some == many else count_words(some)} {words}"


def voices(stand: Stand) -> str:
    """How far its people differ in what they think of us; empty where they do not."""
    low, high = stand.attitude_low, stand.attitude_high
    if low is None or high is None or stand.kind != "account":
        return ""
    if low <= -DIFFER and high >= DIFFER:
        return "People there differ: some speak well of us, some badly."
    if high - low >= 2 * DIFFER:
        return "People there differ in how well they speak of us."
    return ""


def interval_notes(stand: Stand) -> dict[str, str]:
    """What stands under the bar of each stage: why at least, and what keeps it from more."""
    notes: dict[str, str] = {}
    rungs = [rung.value for rung in RUNGS]
    low, high = rungs.index(stand.at_least), rungs.index(stand.at_most)
    if stand.stage != Stage.NOT_KNOWN_YET:
        notes[stand.at_least] = "at least" if high > low else "nothing unknown could change that"
    if high > low or stand.stage == Stage.NOT_KNOWN_YET:
        notes[stand.at_most] = f"at most: {_left(stand)}"
    if high + 1 < len(rungs):
        notes[rungs[high + 1]] = _first_needed(stand)
    return notes


def _first_needed(stand: Stand) -> str:
    """What has to come before the first stage that is out of reach now."""
    against = [gate.gate for gate in stand.gates if gate.state is GateState.CONTRADICTED]
    if against:
        return f"{against[0].words} has to be made good first"
    return "an act comes first" if stand.gate(Gate.ACTS).open else "an advocate of theirs comes first"


def interval_says(stand: Stand) -> str:
    """The interval in a sentence, for narrow pages and for those who listen."""
    most = stage_words(stand.at_most)
    if stand.stage == Stage.NOT_KNOWN_YET:
        return f"Not known yet, at most {most}: {_left(stand)}."
    if stand.at_least == stand.at_most:
        return f"{capital(stage_words(stand.stage))}, and nothing unknown could change that."
    return f"At least {stage_words(stand.at_least)}, at most {most}: {_left(stand)}."


def _left(stand: Stand) -> str:
    missing, old = len(stand.missing), len(stand.stale)
    parts = [f"{count_words(missing)} missing"] if missing else []
    if old:
        parts.append(f"{count_words(old)} grown old")
    return listed(parts) or "nothing missing"


def decided_words(stand: Stand) -> str:
    """How many of the gates that evidence can decide are decided: “Four of five gates are decided”."""
    scored = [
        gate for gate in stand.gates if gate.gate is not Gate.ACTS and gate.state is not GateState.NOT_YET_POSSIBLE
    ]
    decided = sum(not gate.open for gate in scored)
    if decided == len(scored):
        return f"All {count_words(len(scored))} gates that evidence can decide are decided."
    return capital(f"{count_words(decided)} of {count_words(len(scored))} gates that evidence can decide are decided.")


CONFIDENCE = ("low", "medium", "high")


def confidence_words(confidence: float, *, high: float, medium: float) -> str:
    """How sure we are: low, medium or high."""
    return CONFIDENCE[(confidence >= high) + (confidence >= medium)]
