"""What happened to somebody, step by step, as a timeline shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vouch.program.people.named import Named
from vouch.runs.shown.because import Decision
from vouch.runs.shown.history import Step
from vouch.web.shared.environment import capital, gate_words, listed, stage_words, word
from vouch.web.workspace.customers.words.evidence import cut, told
from vouch.web.workspace.customers.words.reasons import reason_words


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One step: the day, the month end it was seen at, whether the stage changed, what changed, what decided it."""

    day: dt.date
    seen: dt.date
    moved: bool
    headline: str
    stage: str
    at_most: str
    details: Sequence[tuple[str, str]]


def steps(past: Sequence[Step], names: Mapping[str, Named]) -> list[Entry]:
    """Steps as entries of a timeline, in their order."""
    return [
        Entry(
            day=_day(step), seen=step.now.day, moved=step.moved or step.was is None, headline=_headline(step),
            stage=step.now.stage, at_most=step.now.at_most, details=_details(step, names),
        )
        for step in past
    ]  # fmt: skip


def _day(step: Step) -> dt.date:
    """The day of the latest decision inside the step where it was a rise, else the day the step was seen."""
    if step.direction == "up" and step.was is not None:
        rises = [one.day for one in step.decisions if one.rose and one.day and step.was.day < one.day <= step.now.day]
        return max(rises, default=step.now.day)
    return step.now.day


def _headline(step: Step) -> str:
    stage = stage_words(step.now.stage)
    first = {
        "first": f"At the first month end looked at: {stage}",
        "up": f"Moved up to {stage}",
        "down": f"Moved down to {stage}",
        "known": f"It became known: {stage}",
        "unknown": "Not known any more",
        "same": "",
    }[step.direction]
    parts = [first] if first else []
    if step.raised:
        parts.append(f"at risk: {listed([reason_words(reason) for reason in step.raised[:3]])}")
    if step.calmed:
        parts.append("no longer at risk")
    if step.flags_new:
        parts.append(listed([word(flag) for flag in step.flags_new]))
    if not parts:
        aged = [gate_words(one.gate) for one in step.decisions if one.aged]
        changed = [gate_words(one.gate) for one in step.decisions if not one.aged]
        parts.append(f"{listed(aged)} grew old" if not changed else f"{listed(changed)} decided anew")
        parts.append("the stage did not change")
    return capital("; ".join(parts))


def _details(step: Step, names: Mapping[str, Named]) -> list[tuple[str, str]]:
    """What decided a step; nothing where the headline has said it all."""
    if step.direction == "same" and not step.raised and all(one.aged for one in step.decisions):
        return []
    return [_detail(decision, names) for decision in step.decisions]


def _detail(decision: Decision, names: Mapping[str, Named]) -> tuple[str, str]:
    """The sign of a decision, and its words."""
    gate = capital(gate_words(decision.gate))
    if decision.aged:
        return "stale", f"{gate} is still met, and its evidence has grown old"
    states = {"met": "is met", "contradicted": "is spoken against", "unknown": "is not known"}
    sign = {"met": "for", "contradicted": "against"}.get(decision.now, "unknown")
    if decision.item:
        person = names.get(decision.item.contact or "")
        why = cut(told(decision.item, person.name if person else ""), 150)
        return sign, f"{gate} {states[decision.now]}: {why}"
    if decision.differ:
        return sign, f"{gate} is not known: answers differ"
    if decision.now == "unknown" and decision.was == "contradicted":
        return sign, f"{gate}: what spoke against it is old news by now"
    return sign, f"{gate} {states[decision.now]}"
