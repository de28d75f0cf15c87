"""One round of suggestions: everybody at a customer looked at, the gates first, the rest weighed, published at once.

Deterministic: the same decisions, findings, day and policy publish the same. What is drawn to learn follows from the
run and the week.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from vouch.domain.asking import obstacles
from vouch.domain.policy import Policy
from vouch.matching.next_ask import Candidate, choose
from vouch.matching.next_ask.reasons import learning
from vouch.program.findings.queries import current_run
from vouch.program.people.goals.queries import every_goal
from vouch.program.programmes.actions import publish_pools
from vouch.program.suggestions import actions, queries
from vouch.program.suggestions.queries.people import AT_ONCE, Looked, everybody
from vouch.program.suggestions.queries.supply import members, renewals, segment_of
from vouch.program.suggestions.rows import NextStepRow
from vouch.program.suggestions.states import Kind
from vouch.runs.suggest import changed, personality
from vouch.runs.suggest.candidates import Weighing, candidates, said_no
from vouch.runs.suggest.giving import Gives, gives
from vouch.runs.suggest.learned import learned
from vouch.runs.suggest.looking import Known, Seen, look
from vouch.runs.suggest.month import WEEKS, planned
from vouch.runs.suggest.need import needs
from vouch.runs.suggest.pools import Pools
from vouch.runs.suggest.rows import Alone, Ask, Found, Give, rows
from vouch.runs.suggest.spread import Spread, spread

COSTS_MORE = "Asking would cost more than it is likely to bring."


@dataclass(frozen=True)
class Suggested:
    """How many people were looked at, and how many steps of each kind there are."""

    people: int
    counts: dict[str, int]


def suggest(data: Path, policy: Policy, today: date, *, at_once: int | None = None) -> Suggested | None:
    """Work out and publish the next step of everybody at a customer, and the month; None before anybody was placed."""
    run = current_run()
    if run is None:
        return None
    types = personality.personalities()
    with_ = Weighing(
        policy=policy, needs=needs(data, policy, today), learned=learned(policy, today, types), types=types,
        renewals=renewals(today), members=members(), goals=every_goal(zone=policy.zone),
    )  # fmt: skip
    round_ = _Round(with_, gives(data, policy, today), today)
    for part in everybody(policy=policy, today=today, at_once=at_once or AT_ONCE):
        round_.look(part)
    round_.choose(_seed(run.id, today))
    steps = list(round_.told())  # ready before the transaction begins: colleagues who write wait for its end
    actions.publish(
        steps=steps, month=planned(round_.spread, round_.room, round_.segment_of, with_, today), run=run.id,
        policy=policy.version, today=today,
    )  # fmt: skip
    actions.forget_unknown()
    publish_pools(rows=round_.pools.rows(with_.learned), run=run.id, policy=policy.version, today=today)
    return Suggested(round_.people, round_.counts)


class _Round:
    """What is gathered while people are looked at, a part of them at a time."""

    def __init__(self, with_: Weighing, gives: Gives, today: date) -> None:
        self.with_, self.gives, self.today = with_, gives, today
        self.put_off, self.earlier = queries.put_off(today), queries.earlier()
        self.found, self.people = Found(), 0
        self.room: dict[str, int] = {}
        self.segment_of: dict[str, str] = {}
        self.spread = Spread([], {})
        self.against: dict[str, str] = {}
        self.pools = Pools(with_.policy)
        self._seen: Known = {}
        self._who: dict[str, Looked] = {}
        self._of: dict[str, list[Candidate]] = {}

    def look(self, part: list[Looked]) -> None:
        """Look at these people; those who may be asked for something are kept until `choose`."""
        policy = self.with_.policy
        self.people += len(part)
        for who in part:
            seen = look(who, policy, self.put_off.get(who.contact, ()), self._seen)
            self.pools.look(who, seen, self.with_.types.of(who.contact).leads)
            self._remember(who)
            if seen.kind is not Kind.ASK:
                self._not_asked(who, seen)
                continue
            no = said_no(who.situation)
            if no is not None and not self.gives.since(who, no):
                self._give(
                    who, f"{who.situation.person} said no, or nothing, the last time. Give first, then ask again."
                )
                continue
            self._of[who.contact] = candidates(who, seen.free, self.with_)
            self._who[who.contact] = who
            self.room[who.account] = policy.asking.caps.open_asks_per_account - who.situation.account_open
            self.segment_of[who.contact] = segment_of(who.segment, who.industry)

    def choose(self, seed: int) -> None:
        """At most one ask for each of those who may be asked; a give for whom none is worth it."""
        policy = self.with_.policy
        week = policy.next_ask.week.asks
        self.spread = spread(
            self._of, self.segment_of, policy, most=week * WEEKS, room=self.room, worths=self.with_.worths
        )
        first = [one for contact in self.spread.first for one in self.spread.candidates[contact]]
        choice = choose(first, policy, seed, asks=week)
        for pick in choice.picks:
            told = learning(pick.candidate, pick.instead or pick.candidate) if pick.explored else ""
            self._ask(pick.candidate, instead=pick.instead, runner_up=pick.runner_up, learning=told)
        for later in choice.later:
            self._ask(later, instead=self._second(later))
        for passed in choice.passed:
            self._give(self._who[passed.contact], passed.reasons[0])
        taken = set(self.spread.first)
        self._others([contact for contact in self._of if contact not in taken])

    def _others(self, contacts: Sequence[str]) -> None:
        """Those who are in neither week nor month: their best ask all the same, or a give where none is good."""
        best = [(self._of[contact][0], self.with_.worths.of(self._of[contact][0])) for contact in contacts]
        for one, worth in sorted(best, key=lambda pair: (-pair[0].willing, -pair[1].total, pair[0].contact)):
            if worth.may_be:
                self._ask(one, instead=self._second(one))
            else:
                self._give(self._who[one.contact], (*worth.against, COSTS_MORE)[0])

    def told(self) -> Iterator[NextStepRow]:
        """The rows, each with what changed it since the week before."""
        policy = self.with_.policy
        for row in rows(self.found, policy):
            was = changed.before(self.earlier.get(row.contact), self.today)
            yield changed.told(
                row, was, policy, self.today, against=self.against.get(row.contact, ""),
                goals=self.with_.goals.get(row.contact, ()),
            )  # fmt: skip

    @property
    def counts(self) -> dict[str, int]:
        """How many steps there are of each kind."""
        found = self.found
        return {"ask": len(found.asks), "give": len(found.gives), "leave_alone": len(found.alone)}

    def _ask(
        self,
        one: Candidate,
        *,
        instead: Candidate | None = None,
        runner_up: Candidate | None = None,
        learning: str = "",
    ) -> None:
        who = self._who[one.contact]
        self.found.asks.append(
            Ask(
                candidate=one, worth=self.with_.worths.of(one), size=who.employees, acted=bool(who.situation.done),
                instead=instead, instead_worth=self.with_.worths.of(instead) if instead else None,
                runner_up=runner_up, learning=learning,
            )
        )  # fmt: skip

    def _second(self, best: Candidate) -> Candidate | None:
        """What comes second with the person of this ask."""
        theirs = self.spread.candidates.get(best.contact, self._of[best.contact])
        others = (one for one in theirs if one.activity != best.activity)
        return next((one for one in others if self.with_.worths.of(one).may_be), None)

    def _not_asked(self, who: Looked, seen: Seen) -> None:
        assert seen.obstacle is not None
        if seen.kind is Kind.GIVE:
            self._give(who, seen.obstacle.rule or seen.obstacle.sentence)
            return
        self.found.alone.append(
            Alone(
                contact=who.contact, account=who.account, obstacle=seen.obstacle, until=seen.until,
                stage=who.situation.stage,
            )
        )  # fmt: skip

    def _give(self, who: Looked, why: str) -> None:
        self.found.gives.append(
            Give(
                contact=who.contact, account=who.account, why=why, fitting=self.gives.fitting(who),
                planned=self.gives.planned(who), progress=who.progress, yearly_value=who.yearly_value or 0.0,
            )
        )  # fmt: skip

    def _remember(self, who: Looked) -> None:
        """What stands now against the ask that was suggested before, for saying what changed."""
        was = changed.before(self.earlier.get(who.contact), self.today)
        activity = was.get("activity", "")
        if activity in self.with_.policy.ladder:
            found = obstacles(who.situation, activity, self.with_.policy)
            if found:
                self.against[who.contact] = found[0].sentence


def _seed(run: str, today: date) -> int:
    year, week, _day = today.isocalendar()
    return int.from_bytes(sha256(f"{run}|{year}-{week}".encode()).digest()[:8], "big")
