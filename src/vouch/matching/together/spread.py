"""Are requests spread over the pool, and what does that cost in fit? A quarter played out, one request after the other.

Three ways of choosing: always the best match (as people do who ask whoever said yes last), the same within everybody's
cap, and by fit less load and price. The same requests, the same pool, nothing drawn by lot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vouch.domain.fairness import jain, top_share
from vouch.domain.policy import Policy
from vouch.matching.reference import Answer, Company, Need, Person, Pool, rank
from vouch.matching.together.prices import prices
from vouch.matching.together.request import Candidate, Carrying, Request

TOP = 5
_CONSIDERED = 60
"""So many of the best matches of a type of request are looked at for prices."""


class Way(StrEnum):
    """How the person is chosen."""

    ALWAYS_BEST = "always the best match"
    BEST_WITHIN_CAPS = "the best match who is not full"
    PRICED = "fit, less load and price"


@dataclass(frozen=True, kw_only=True)
class Spread:
    """What came of a quarter: how often each person was used (0 for all others who could), Jain's index over everybody
    who could, the part that the five most used carry, the mean fit, and how many requests nobody was left for."""

    way: Way
    uses: tuple[int, ...]
    jain: float | None
    top_share: float | None
    fit: float
    unfilled: int


def candidates(found: Answer, policy: Policy) -> tuple[Candidate, ...]:
    """The matches of an answer with their worth before load and price, to be solved together."""
    return tuple(
        Candidate(
            person=one.person,
            worth=one.score + policy.reference.cost.load * one.load + one.price,
            reasons=one.reasons,
        )
        for one in found.matches
    )


def spread(
    companies: Sequence[Company],
    people: Sequence[Person],
    requests: Sequence[Need],
    policy: Policy,
    today: date,
    way: Way,
    *,
    expected: Sequence[tuple[Need, float]] = (),
    renew: int = 10,
) -> Spread:
    """Plays the requests in their order. `expected`: types of requests of the whole quarter and how many of each, by
    which prices are made; every `renew` requests they are made anew for what is left of the quarter."""
    pool, used, fits, unfilled = Pool.of(companies, people), Counter[str](), [], 0
    could = [one.id for one in people if _could(pool, one.id, requests, policy, today)]
    free = policy.model_copy(
        update={"reference": policy.reference.model_copy(
            update={"cost": policy.reference.cost.model_copy(update={"load": 0.0})})}
    )  # fmt: skip
    for number, need in enumerate(requests):
        if way is Way.PRICED and number % renew == 0:
            left = 1 - number / len(requests)
            pool.price(_prices(pool, [(one, count * left) for one, count in expected], policy, today))
        found = rank(need, pool, policy if way is Way.PRICED else free, today, show=need.how_many, sees_all=True)
        for one in found.matches:
            used[one.person] += 1
            fits.append(one.fit or 0.0)
            row = pool.decision(one.person)
            carries = row.load + policy.ladder[need.activity].live
            full = dict(row.full)
            if way is not Way.ALWAYS_BEST and carries >= row.cap:
                full["live_in_quarter"] = None
            pool.decide(one.person, replace(row, load=carries, full=full))
        unfilled += need.how_many - len(found.matches)
    uses = tuple(used[one] for one in could)
    return Spread(
        way=way,
        uses=uses,
        jain=jain(uses),
        top_share=top_share(uses, TOP),
        fit=sum(fits) / len(fits) if fits else 0.0,
        unfilled=unfilled,
    )


def _could(pool: Pool, person: str, requests: Sequence[Need], policy: Policy, today: date) -> bool:
    """Whether somebody may be asked for any of these at the beginning."""
    at = pool.at[person]
    return any(not pool.gates.stopped(Need(activity=activity), policy, today)[at]
               for activity in {need.activity for need in requests})  # fmt: skip


def _prices(pool: Pool, expected: Sequence[tuple[Need, float]], policy: Policy, today: date) -> dict[str, float]:
    types = []
    for number, (need, count) in enumerate(expected):
        found = candidates(rank(need, pool, policy, today, show=_CONSIDERED, sees_all=True), policy)
        if found and count > 0:
            live = policy.ladder[need.activity].live
            types.append(Request(id=f"{number:05}", candidates=found, how_many=count, live=live))
    people = {one.person for request in types for one in request.candidates}
    rows = {person: pool.decision(person) for person in people}
    carrying = {person: Carrying(load=row.load, cap=row.cap) for person, row in rows.items()}
    return prices(types, carrying, load_cost=policy.reference.cost.load)
