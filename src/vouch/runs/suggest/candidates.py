"""Which asks may be made of a person, each with all that its worth is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from vouch.domain.asking import Answer, Situation
from vouch.domain.goals import Goal, kinds, serving
from vouch.domain.letters import start
from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.domain.stages import GateState, Stage
from vouch.matching.next_ask import Candidate, Reached, Willingness, Worths, step, willingness, win
from vouch.program.suggestions.queries.people import Looked
from vouch.program.suggestions.queries.supply import segment_of
from vouch.runs.suggest.learned import Learned
from vouch.runs.suggest.need import Needs
from vouch.runs.suggest.personality import Type, Types

KEPT = 4
"""Candidates of one person that are weighed against those of others: the best, and what it could be instead."""
YEAR = 365
_GLAD = (Stage.SATISFIED, Stage.LOYAL, Stage.ADVOCATE)
"""Stages that nobody reaches without a good attitude of their own."""
_NOES = (Answer.DECLINED, Answer.NO_ANSWER)


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What worth is counted from beside the person: the same for everybody on one day."""

    policy: Policy
    needs: Needs
    learned: Learned
    types: Types
    renewals: Mapping[str, int]
    members: set[str]
    goals: Mapping[str, Sequence[Goal]] = field(default_factory=dict)
    alike: dict[tuple[object, ...], list[Candidate]] = field(default_factory=dict)
    """What was found of somebody of whom no more is known than of many others: for all of those."""

    @cached_property
    def worths(self) -> Worths:
        """What asks are worth."""
        return Worths(self.policy)

    @cached_property
    def won(self) -> dict[str, bool]:
        """Of each rung, whether anybody can say what the person has of it: an ask without that is none."""
        us, ladder = self.policy.company.name, self.policy.ladder
        return {activity: bool(start(activity, rung, us=us).win_person) for activity, rung in ladder.items()}


def candidates(who: Looked, free: Sequence[str], with_: Weighing) -> list[Candidate]:
    """The asks of this person for these rungs, best first, at most KEPT.

    They follow from what is known of the person, and from their own answers and goals where they have any: whoever has
    none has those of the first of whom no more was known.
    """
    policy, situation = with_.policy, who.situation
    reached = Reached.by((one.activity for one in situation.done), policy)
    type_, noes = with_.types.of(who.contact), noes_in_a_row(situation)
    willing = how_willing(who, noes=noes, joined=who.contact in with_.members)
    since = situation.today - timedelta(days=YEAR - 1)
    load = float(sum(one.on >= since for one in situation.asked))
    segment = segment_of(who.segment, who.industry)
    renewal = with_.renewals.get(who.account)
    own = who.contact in with_.goals or who.contact in with_.learned.rates.people
    known = (segment, tuple(free), type_, reached, load, noes, renewal, willing, not situation.asked)
    if not own and known in with_.alike:
        return [one.whose(who.contact, who.account, who.owner) for one in with_.alike[known]]
    found = []
    for activity in free:
        rung = policy.ladder[activity]
        steps = step(rung, reached)
        stated, noted = kinds(serving(with_.goals.get(who.contact, ()), activity, policy))
        found.append(
            Candidate(
                contact=who.contact,
                account=who.account,
                owner=who.owner,
                activity=activity,
                personality=type_.leads,
                step=steps,
                value_need=with_.needs.of(activity, segment),
                value_person=_win(activity, type_, with_, goals=len(stated), noted=len(noted)),
                rate=with_.learned.rates.of(who.contact, activity, type_.leads, steps),
                load=load,
                cap=float(max(1, policy.asking.caps.live_per_year)),
                declines=noes,
                days_to_renewal=renewal,
                delivers=with_.learned.delivers.get(activity, 0.9),
                willing=willing,
                first=not situation.asked,
                why_need=with_.needs.words(activity, segment),
                why_person="It serves what they want for themselves." if stated or noted else "",
                goals=(*stated, *noted),
                noted=tuple(noted),
            )
        )
    worth = {one.activity: with_.worths.of(one) for one in found}
    found.sort(key=lambda one: (not worth[one.activity].may_be, -worth[one.activity].total, one.activity))
    if not own:
        with_.alike[known] = found[:KEPT]
    return found[:KEPT]


def _win(activity: str, type_: Type, with_: Weighing, *, goals: int, noted: int) -> float:
    if not with_.won[activity]:
        return 0.0
    policy, disliked = with_.policy, False
    if type_.leads is not None:
        described = policy.personalities.get(Personality(type_.leads))
        disliked = described is not None and activity in described.avoid_asks
    return win(
        policy.ladder[activity], policy, personality=type_.leads, second=type_.second, goals=goals, noted=noted,
        disliked=disliked,
    )  # fmt: skip


def how_willing(who: Looked, *, noes: int, joined: bool) -> Willingness:
    """How gladly this person would act, by what is known of their attitude and of what they did."""
    glad = who.own_stage in _GLAD
    return willingness(GateState.MET if glad else None, acted=bool(who.situation.done), joined=joined, noes=noes)


def said_no(situation: Situation) -> date | None:
    """The day of their last no, or of a silence, where they have said nothing else since."""
    answered = sorted((one for one in situation.asked if one.answer is not None), key=lambda one: one.on)
    return answered[-1].answered_on or answered[-1].on if answered and answered[-1].answer in _NOES else None


def noes_in_a_row(situation: Situation) -> int:
    """How often they said no, or nothing, since they last said anything else."""
    count = 0
    for one in sorted((one for one in situation.asked if one.answer is not None), key=lambda one: one.on, reverse=True):
        if one.answer not in _NOES:
            return count
        count += 1
    return count
