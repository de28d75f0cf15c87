"""A policy that was tried, in sentences: how many would move, from where to where, and because of what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vouch.domain.stages import RUNGS
from vouch.program.work.states import JobState
from vouch.web.shared import reader
from vouch.web.shared.environment import gate_words, listed, plural, stage_words

if TYPE_CHECKING:
    from vouch.program.previews.models import Preview, WouldMove

NONE = "none"
_RANK = {stage.value: number for number, stage in enumerate(RUNGS, 1)} | {"not_known_yet": 0, NONE: -1}
_STATES = {"met": "met", "contradicted": "spoken against", "unknown": "not known", "stale": "grown old"}
_KINDS = {"account": ("customer", "customers"), "contact": ("person", "people")}


@dataclass(frozen=True)
class Way:
    """How many go from one stage to another."""

    now: str
    then: str
    count: int


def ways(row: Preview, kind: str) -> list[Way]:
    """The ways of a kind, the most travelled first."""
    found = [Way(one["now"], one["then"], one["count"]) for one in row.counts if one["kind"] == kind]
    return sorted(found, key=lambda way: (-way.count, way.now, way.then))


def sentence(row: Preview) -> str:
    """The heading of a preview."""
    state = JobState(row.job.state)
    if state is JobState.WAITING:
        return "This policy waits to be tried."
    if state is JobState.RUNNING:
        return "This policy is being tried."
    if state is not JobState.DONE:
        return "This policy could not be tried." if state is not JobState.STOPPED else "This trial was stopped."
    told = [_moved(row, kind) for kind in _KINDS]
    if not any(sum(way.count for way in ways(row, kind)) for kind in _KINDS):
        return "Nobody would stand elsewhere under this policy."
    return f"{told[0]}; {told[1][:1].lower()}{told[1][1:]}."


def _moved(row: Preview, kind: str) -> str:
    one, many = _KINDS[kind]
    found, of = ways(row, kind), row.placed.get(kind, 0)
    total = sum(way.count for way in found)
    if not total:
        return f"No {one} would move"
    up = sum(way.count for way in found if _RANK[way.then] > _RANK[way.now])
    down = sum(way.count for way in found if _RANK[way.then] < _RANK[way.now])
    sorts = [(up, "up"), (down, "down"), (total - up - down, "within a stage")]
    told = [(count, words) for count, words in sorts if count]
    head = f"{reader.current().number(total)} of {plural(of, one, many)} would move"
    if len(told) == 1:
        return f"{head}, {'all ' if total > 1 else ''}{told[0][1]}"
    return f"{head}: {listed([f'{reader.current().number(count)} {words}' for count, words in told])}"


def stage(value: str) -> str:
    """A stage of a way; `none` is no customer."""
    return "no customer" if value == NONE else stage_words(value)


def way(move: WouldMove) -> str:
    """What would change, where the stage alone does not say it: “could be loyal no more; at risk”."""
    parts = []
    if move.now == move.then and move.now_most != move.then_most:
        parts.append(f"could be {stage(move.then_most)}, now {stage(move.now_most)}")
    if move.now_risk != move.then_risk:
        parts.append("at risk" if move.then_risk else "no longer at risk")
    return "; ".join(parts)


def why(reasons: Iterable[tuple[str, str, str]]) -> str:
    """The gates that differ: “attitude is met, and would be not known”."""
    told = [f"{gate_words(gate)} is {_state(now)}, and would be {_state(then)}" for gate, now, then in reasons]
    return "; ".join(told)


def _state(value: str) -> str:
    return _STATES.get(value, value.replace("_", " "))


def value(told: Any) -> str:
    """A value of the policy as it is written there."""
    return "nothing" if told is None else json.dumps(told, ensure_ascii=False)


def keys(row: Preview) -> list[Mapping[str, Any]]:
    """The keys that would change, with both values."""
    return [{"key": one["key"], "now": value(one["now"]), "then": value(one["then"])} for one in row.keys]
