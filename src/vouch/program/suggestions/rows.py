"""What a run hands over: plain values, so that whoever computes needs no table of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Reason = tuple[str, str, str]
"""A sign (for, against, unknown, stale), its words, and what it is about where not everybody may read it."""


GOAL = "goal:"
"""What begins the name of what a reason is about where it is a goal of the person's; its kind follows."""


def goals_served(reasons: Sequence[Reason]) -> list[str]:
    """The kinds of goals that a step serves, by its reasons."""
    return [of.removeprefix(GOAL) for _sign, _words, of in reasons if of.startswith(GOAL)]


@dataclass(frozen=True, kw_only=True)
class NextStepRow:
    """The next step of one person: see `models.NextStep`. A step has its rank among those of its kind."""

    contact: str
    account: str
    kind: str
    rank: int
    sentence: str = ""
    reasons: Sequence[Reason] = ()
    activity: str = ""
    rate_low: float | None = None
    rate_mean: float | None = None
    rate_high: float | None = None
    rate_n: int = 0
    rate_words: str = ""
    value: float | None = None
    parts: Sequence[tuple[str, float]] = ()
    runner_up: Mapping[str, Any] = field(default_factory=dict)
    exploring: bool = False
    stage: str = ""
    role: str = ""
    number: int = 0
    obstacle: str = ""
    lifts: str = ""
    until: date | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    changed: str = ""


@dataclass(frozen=True, kw_only=True)
class PickRow:
    """One person of the month's plan: see `models.MonthPick`."""

    contact: str
    account: str
    activity: str
    week: int
    value: float
    rank: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """The month's plan: see `models.Month`."""

    begins: date
    weeks: int
    figures: Mapping[str, Any]
    picks: Sequence[PickRow]


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The step of a person that stood before: enough to say what changed it."""

    kind: str
    activity: str
    sentence: str
    value: float | None
    parts: Sequence[tuple[str, float]]
    computed_on: date
    before: Mapping[str, Any]
    changed: str
    reasons: Sequence[Reason] = ()
