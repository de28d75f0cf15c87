"""From what was found about each person to the rows that are published: ranked, each with its reasons in sentences."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vouch.domain.asking import Obstacle
from vouch.domain.policy import Policy
from vouch.domain.stages import RUNGS, Stage
from vouch.matching.next_ask import Candidate, Willingness, Worth, near
from vouch.program.suggestions.rows import GOAL, NextStepRow, Reason
from vouch.program.suggestions.states import Kind
from vouch.runs.suggest.giving import Fitting

PLANNED = "give_planned"
"""Instead of an obstacle: a give to them waits to be done already, and none is suggested beside it."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """An ask that was chosen for somebody.

    `size`: how many people their company employs, None where unknown; `acted`: they did something for others before.
    `instead`: what came second with them, with its worth; `runner_up`: who came second for the same.
    """

    candidate: Candidate
    worth: Worth
    size: int | None
    acted: bool
    instead: Candidate | None = None
    instead_worth: Worth | None = None
    runner_up: Candidate | None = None
    learning: str = ""


@dataclass(frozen=True, kw_only=True)
class Give:
    """A give that comes first: why, and how near they are to the next stage (0 to 1)."""

    contact: str
    account: str
    why: str
    fitting: Fitting
    planned: bool
    progress: float
    yearly_value: float


@dataclass(frozen=True, kw_only=True)
class Alone:
    """Somebody who is left alone: what stands first, until when, and where they stand."""

    contact: str
    account: str
    obstacle: Obstacle
    until: date | None
    stage: Stage | None


@dataclass
class Found:
    """Everything that was found, in the order in which people were looked at; asks best first."""

    asks: list[Ask] = field(default_factory=list)
    gives: list[Give] = field(default_factory=list)
    alone: list[Alone] = field(default_factory=list)


def rows(found: Found, policy: Policy) -> Iterable[NextStepRow]:
    """The rows, each kind with ranks of its own from 1."""
    passed = _larger_behind(found.asks)
    for rank, ask in enumerate(found.asks, 1):
        yield _ask(ask, rank, passed[rank - 1], policy)
    for rank, give in enumerate(_gives_in_order(found.gives), 1):
        yield _give(give, rank)
    alone = sorted(found.alone, key=lambda one: (-_height(one.stage), one.until is None, one.until, one.contact))
    for rank, left in enumerate(alone, 1):
        yield NextStepRow(
            contact=left.contact, account=left.account, kind=Kind.LEAVE_ALONE.value, rank=rank,
            sentence=left.obstacle.sentence, obstacle=left.obstacle.code, lifts=left.obstacle.lifts, until=left.until,
        )  # fmt: skip


def _ask(ask: Ask, rank: int, larger: int, policy: Policy) -> NextStepRow:
    one, rate = ask.candidate, ask.candidate.rate
    runner_up = _second(ask, policy)
    if ask.runner_up:
        runner_up |= {"contact": ask.runner_up.contact}
    return NextStepRow(
        contact=one.contact, account=one.account, kind=Kind.ASK.value, rank=rank, activity=one.activity,
        reasons=list(_reasons(ask, larger, policy)), rate_low=rate.low, rate_mean=rate.mean, rate_high=rate.high,
        rate_n=rate.n, rate_words=rate.words, value=ask.worth.total, parts=ask.worth.parts, runner_up=runner_up,
        exploring=bool(ask.learning),
    )  # fmt: skip


def _second(ask: Ask, policy: Policy) -> dict[str, Any]:
    """What came second with this person; all of it where it came near, so that the two can be held side by side."""
    if ask.instead is None:
        return {}
    if ask.learning or ask.instead_worth is None or not near(ask.worth, ask.instead_worth, policy):
        return {"activity": ask.instead.activity}
    return {
        "activity": ask.instead.activity,
        "near": True,
        "value": ask.instead_worth.total,
        "parts": [[words, round(part, 6)] for words, part in ask.instead_worth.parts],
        "rate_words": ask.instead.rate.words,
        "reasons": [list(one) for one in _of_the_act(ask.instead, ask.acted, policy)],
    }


def _of_the_act(one: Candidate, acted: bool, policy: Policy) -> Iterable[Reason]:
    """What speaks for this act with them, whoever else could be asked."""
    if one.why_need:
        yield "for", one.why_need, ""
    yield from _wanted(one)
    if one.personality is not None and one.personality in policy.ladder[one.activity].fits:
        yield "for", f"Suits {_A.get(one.personality, one.personality.replace('_', ' '))}", "personality"
    if acted:
        yield "for", "One step up from what they did" if one.step == 1 else "No further than what they did before", ""


def _wanted(one: Candidate) -> Iterable[Reason]:
    for kind in one.goals:
        who = "told a colleague they want" if kind in one.noted else "say they want for themselves"
        yield "for", f"Serves what they {who}", f"{GOAL}{kind}"


def _reasons(ask: Ask, larger: int, policy: Policy) -> Iterable[Reason]:
    one = ask.candidate
    rung = policy.ladder[one.activity]
    if ask.learning:
        yield "unknown", ask.learning, ""
    if one.why_need:
        yield "for", one.why_need, ""
    yield from _wanted(one)
    if one.personality is not None and one.personality in rung.fits:
        yield "for", f"Suits {_A.get(one.personality, one.personality.replace('_', ' '))}", "personality"
    if one.willing is Willingness.WILLING:
        yield "for", "Speaks well of us, and has acted for others", ""
        if larger:
            yield "for", f"Passion before brand: comes before {_people(larger)} at larger companies", ""
    elif one.willing is Willingness.GUARDED:
        times = "the last time" if one.declines == 1 else f"the last {one.declines} times"
        yield "stale", f"Said no, or nothing, {times}: whoever is more willing comes first", ""
    if ask.acted:
        yield "for", "One step up from what they did" if one.step == 1 else "No further than what they did before", ""
    if one.load:
        times = "once" if one.load == 1 else f"{one.load:g} times"
        yield "for" if one.load < one.cap / 2 else "stale", f"Asked {times} in a year", "load"


def _people(count: int) -> str:
    return "one person" if count == 1 else f"{count:,} people"


_A = {
    "educator": "an Educator",
    "validator": "a Validator",
    "status_seeker": "a Status Seeker",
    "collaborator": "a Collaborator",
}


def _larger_behind(asks: Sequence[Ask]) -> list[int]:
    """For each ask, how many of those ranked after it are at larger companies."""
    sizes: list[int] = []
    found = []
    for ask in reversed(asks):
        found.append(len(sizes) - bisect_right(sizes, ask.size) if ask.size is not None else 0)
        if ask.size is not None:
            insort(sizes, ask.size)
    return found[::-1]


def _gives_in_order(gives: Sequence[Give]) -> list[Give]:
    """Those with none planned first, one person of each company before the second of any, the nearest to move up."""
    ordered = sorted(gives, key=lambda one: (one.planned, -one.progress, -one.yearly_value, one.contact))
    turn: dict[str, int] = {}
    turns = []
    for give in ordered:
        turns.append(turn.get(give.account, 0))
        turn[give.account] = turns[-1] + 1
    return [give for _turn, _place, give in sorted(zip(turns, range(len(turns)), ordered, strict=True), key=_place_of)]


def _place_of(one: tuple[int, int, Give]) -> tuple[bool, int, int]:
    turn, place, give = one
    return give.planned, turn, place


def _give(give: Give, rank: int) -> NextStepRow:
    known: Reason = ("unknown", "Which part they play is not known yet; this suits whoever uses it", "")
    return NextStepRow(
        contact=give.contact, account=give.account, kind=Kind.GIVE.value, rank=rank, sentence=give.why,
        reasons=[] if give.fitting.known else [known], stage=give.fitting.stage.value, role=give.fitting.role.value,
        number=give.fitting.number, obstacle=PLANNED if give.planned else "",
    )  # fmt: skip


def _height(stage: Stage | None) -> int:
    return RUNGS.index(stage) + 1 if stage in RUNGS else 0
