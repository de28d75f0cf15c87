"""A year of asks among people whose yes-rates are known to the test and to nobody else.

Each person says yes at a rate of their own: what the act is, whether it suits them, how far it goes, and who they are.
Three ways of choosing are followed through the same people, week by week, and held against one that knows every rate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp
from random import Random

from tests.matching.people import POLICY
from vouch.domain.fairness import jain
from vouch.domain.policy import Policy
from vouch.matching.next_ask import Candidate, choose, value
from vouch.matching.yes_rate import Outcome, Rates, learn
from vouch.matching.yes_rate.beta_binomial import rate_of

BEGIN = date(2026, 1, 5)
ACTS = (
    "private_quote",
    "community_answer",
    "reference_call",
    "peer_call",
    "webinar",
    "case_study",
    "site_visit",
    "byline",
)
TYPES = ("educator", "validator", "status_seeker", "collaborator")


@dataclass(frozen=True)
class Person:
    """Somebody, what is known of their personality, and their true rates."""

    id: str
    known: str | None
    steps: dict[str, int]
    rates: dict[str, float]


def people(seed: int, count: int) -> list[Person]:
    """People with rates that differ by act, by what suits them, by step and by person (standard deviation .8 of log
    odds).
    """
    chance = Random(f"people {seed}")
    of_act = {act: chance.gauss(0, 0.6) for act in ACTS}
    found = []
    for number in range(count):
        kind, own = chance.choice(TYPES), chance.gauss(0, 0.8)
        steps = {act: chance.choice((0, 1)) for act in ACTS}
        odds = {
            act: -0.6 + of_act[act] + own + 0.9 * (kind in POLICY.ladder[act].fits) - 0.4 * steps[act] for act in ACTS
        }
        known = kind if chance.random() < 0.6 else None
        found.append(Person(f"p{number:03}", known, steps, {act: 1 / (1 + exp(-one)) for act, one in odds.items()}))
    return found


@dataclass
class Lived:
    """What a way of choosing made of its year: expected worth, yeses and asks; loads; what was foretold, and was
    true.
    """

    worth: float = 0.0
    yeses: float = 0.0
    asks: int = 0
    explored: int = 0
    loads: dict[str, int] = field(default_factory=dict)
    foretold: list[tuple[float, float, float, float]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def even(self) -> float:
        """Jain's index of the load of everybody."""
        return jain(list(self.loads.values())) or 0.0


Chooser = Callable[[list[Candidate], int], list[Candidate]]


def live(crowd: list[Person], seed: int, way: str, *, weeks: int, asks: int, policy: Policy = POLICY) -> Lived:
    """A year of so many asks a week: `way` is learned, known, random or five. All rest as the policy says but the
    five.
    """
    lived, last = Lived(loads={one.id: 0 for one in crowd}), dict[str, date]()
    chance = Random(f"answers {seed}")
    by_id = {one.id: one for one in crowd}
    for week in range(weeks):
        today = BEGIN + timedelta(weeks=week)
        rates = learn(lived.outcomes, policy, today=today) if way == "learned" else None
        rested = [
            one
            for one in crowd
            if way == "five" or one.id not in last or (today - last[one.id]).days >= policy.asking.rest.after_ask_days
        ]
        candidates = [_candidate(one, act, lived, rates) for one in rested for act in ACTS]
        for chosen in _choose(way, candidates, asks, seed * 1000 + week, lived, policy):
            one, act = by_id[chosen.contact], chosen.activity
            true = one.rates[act]
            lived.worth += value(chosen, policy, yes=true).total
            lived.yeses += true
            lived.asks += 1
            lived.loads[one.id] += 1
            lived.foretold.append((chosen.rate.mean, chosen.rate.low, chosen.rate.high, true))
            last[one.id] = today
            lived.outcomes.append(
                Outcome(contact=one.id, activity=act, personality=one.known, step=one.steps[act],
                        said_yes=chance.random() < true, on=today)
            )  # fmt: skip
    return lived


def _candidate(one: Person, act: str, lived: Lived, rates: Rates | None) -> Candidate:
    true = one.rates[act]
    return Candidate(
        contact=one.id, account=one.id, activity=act, personality=one.known, step=one.steps[act], value_need=1.0,
        value_person=0.5, load=lived.loads[one.id], cap=12,
        rate=rates.of(one.id, act, one.known, one.steps[act]) if rates else rate_of(true * 1e6, (1 - true) * 1e6),
    )  # fmt: skip


def _choose(
    way: str, candidates: list[Candidate], asks: int, seed: int, lived: Lived, policy: Policy
) -> list[Candidate]:
    chance = Random(f"week {seed}")
    if way == "learned":
        choice = choose(candidates, policy, seed, asks=asks, asked_before=lived.asks, explored_before=lived.explored)
        lived.explored += choice.explored
        return [pick.candidate for pick in choice.picks]
    if way == "known":
        return [pick.candidate for pick in choose(candidates, policy, seed, asks=asks, explored_before=10**6).picks]
    people = sorted({one.contact for one in candidates})
    chosen = people[:5] if way == "five" else chance.sample(people, min(asks, len(people)))
    return [chance.choice([one for one in candidates if one.contact == contact]) for contact in chosen]


def misjudged(foretold: list[tuple[float, float, float, float]], bins: int = 5) -> float:
    """How far what was foretold lies from what was true, on average over bins of the foretold rate (calibration
    error).
    """
    whole = 0.0
    ordered = sorted(foretold)
    for number in range(bins):
        part = ordered[number * len(ordered) // bins : (number + 1) * len(ordered) // bins]
        whole += abs(sum(one[0] for one in part) - sum(one[3] for one in part))
    return whole / len(ordered)


def covered(foretold: list[tuple[float, float, float, float]]) -> float:
    """Which part of the true rates lay within the interval that was told."""
    return sum(low <= true <= high for _, low, high, true in foretold) / len(foretold)


def of_everybody(crowd: list[Person], lived: Lived, day: date) -> list[tuple[float, float, float, float]]:
    """What would be foretold of everybody for everything on a day, with what is true."""
    rates = learn(lived.outcomes, POLICY, today=day)
    found = []
    for one in crowd:
        for act in ACTS:
            rate = rates.of(one.id, act, one.known, one.steps[act])
            found.append((rate.mean, rate.low, rate.high, one.rates[act]))
    return found
