"""What changed a suggestion since the week before? Said in words, from what is known of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from vouch.domain.goals import Goal
from vouch.domain.policy import Policy
from vouch.program.suggestions.rows import Earlier, NextStepRow, goals_served
from vouch.program.suggestions.states import Kind


def before(earlier: Earlier | None, today: date) -> Mapping[str, Any]:
    """The step of the week before: what stands now where it was found in an earlier week, else what it stood before."""
    if earlier is None:
        return {}
    if earlier.computed_on.isocalendar()[:2] == today.isocalendar()[:2]:
        return earlier.before
    return {
        "on": earlier.computed_on.isoformat(),
        "kind": earlier.kind,
        "activity": earlier.activity,
        "sentence": earlier.sentence,
        "parts": [list(part) for part in earlier.parts],
        "goals": goals_served(earlier.reasons),
    }


def told(
    row: NextStepRow,
    was: Mapping[str, Any],
    policy: Policy,
    today: date,
    *,
    against: str = "",
    goals: Sequence[Goal] = (),
) -> NextStepRow:
    """The row with the step of the week before and what changed it; nothing where it is the same step.

    `against`: what stands against the earlier ask now, in a sentence; empty where nothing does. `goals`: what the
    person wants now. Which goal it is stays out of the words: not everybody who reads them may read that.
    """
    if not was or (was["kind"] == row.kind and was["activity"] == row.activity):
        return replace(row, before=was)
    return replace(row, before=was, changed=_words(row, was, policy, today, against, goals))


def _words(
    row: NextStepRow, was: Mapping[str, Any], policy: Policy, today: date, against: str, goals: Sequence[Goal]
) -> str:
    earlier = f"{_when(date.fromisoformat(was['on']), today)}: {_step(was, policy)}"
    wanted = _goals(row, was, goals)
    if row.kind != Kind.ASK:
        return f"{earlier}. {row.sentence}"
    if was["kind"] == Kind.LEAVE_ALONE:
        why = f" {was['sentence']}" if was.get("sentence") else ""
        return f"{earlier}.{why} That is over."
    if was["kind"] == Kind.GIVE:
        if wanted:
            return f"{earlier}. {wanted}"
        return f"{earlier}. More is known or allowed now, so that something may be asked."
    if against:
        return f"{earlier}. {against}"
    if wanted:
        return f"{earlier}. {wanted}"
    part = _moved_most(row.parts, was.get("parts", ()))
    return f"{earlier}. What tipped it: {part}."


def _goals(row: NextStepRow, was: Mapping[str, Any], goals: Sequence[Goal]) -> str:
    """What of their goals changed it, in a sentence; empty where nothing did."""
    since, served = date.fromisoformat(was["on"]), goals_served(row.reasons)
    if any(one.kind in served and one.changed_on >= since for one in goals):
        return "They want something for themselves that was not known then, and this serves it."
    if set(was.get("goals", ())) - {one.kind for one in goals}:
        return "It served something they wanted for themselves, and want no more."
    return ""


def _when(on: date, today: date) -> str:
    """Last week, or an earlier one where none was worked out in between."""
    mondays = [day - timedelta(days=day.weekday()) for day in (on, today)]
    return "Last week" if (mondays[1] - mondays[0]).days <= 7 else "Before"


def _step(was: Mapping[str, Any], policy: Policy) -> str:
    if was["kind"] == Kind.ASK:
        rung = policy.ladder.get(was["activity"])
        return rung.words if rung else str(was["activity"]).replace("_", " ")
    return Kind(was["kind"]).label


def _moved_most(now: Sequence[Sequence[Any]], then: Sequence[Sequence[Any]]) -> str:
    """The part of the worth that differs most from the earlier step's."""
    earlier = {str(part[0]): part[1] for part in then}
    ordered = sorted(now, key=lambda part: (-abs(part[1] - earlier.get(part[0], 0.0)), part[0]))
    return str(ordered[0][0]) if ordered else "what is known of them"
