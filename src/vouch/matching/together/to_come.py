"""Who is scarce for what will still be asked for? The requests that are expected, as kinds with a count, and who of us
will be needed for them.

A kind is a part of the market, an activity type and a month, with a buyer as they are there. Who could then is ranked
as for any request, on the day in the middle of the month: whoever may be asked for half of it or more is among them,
though they rest, have paused or are full today, by what they carry on that day. What is expected is worth a
little less than what is here (`[reference.cost] later`), so that whoever is kept for a kind is the first for it when it
comes. It misleads where buyers to come are nothing like those of today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from vouch.domain.policy import Policy
from vouch.matching.reference import Need, Pool, best_of_each
from vouch.matching.together.choose import priced
from vouch.matching.together.program import laid, solved
from vouch.matching.together.request import Candidate, Carrying, Request

LEAST = 0.01
"""Of a kind of which fewer are expected nobody is kept."""
_USED = 1e-6


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Requests to come that are alike: `count` of them (a mean) around the day `on`, from buyers of a segment."""

    id: str
    segment: str
    need: Need
    count: float
    on: date


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What using somebody now costs, and for whom they are kept: so much of their uses for each segment's requests to
    come, so many for requests that are open."""

    price: float
    segments: Mapping[str, float]
    open_requests: int

    def words(self, expected: Mapping[str, float], ends: date) -> str:
        """Why they cost more, in a sentence; empty where one open request alone wants them: it may be the one that is
        looked at. `expected`: the requests of each segment until the day it `ends`.

        >>> kept = Kept(price=0.3, segments={"healthcare": 1.6, "retail": 0.4}, open_requests=0)
        >>> kept.words({"healthcare": 6.2, "retail": 3.0}, date(2027, 3, 1))
        'Likely to be needed for 6 healthcare requests until March.'
        >>> Kept(price=0.3, segments={}, open_requests=2).words({}, date(2027, 3, 1))
        'Wanted for 2 requests that are open.'
        """
        segment = max(sorted(self.segments), key=lambda name: self.segments[name], default=None)
        if segment is None or self.segments[segment] < self.open_requests:
            return f"Wanted for {self.open_requests} requests that are open." if self.open_requests > 1 else ""
        count = max(round(expected.get(segment, 0.0)), 1)
        what = f"{segment} request" if segment else "request"
        return f"Likely to be needed for {count} {what}{'s' * (count != 1)} until {ends:%B}."


def to_come(kinds: Collection[Kind], pool: Pool, policy: Policy, *, most: int) -> list[Request]:
    """The kinds with the `most` best who could then, to be solved with the open requests. Raises as `rank`.

    >>> from vouch.domain.policy import load
    >>> from vouch.matching.reference import Company, Decision, Person
    >>> pool = Pool.of([Company(id="acme", industry="Health")],
    ...                [Person(id="ana", company="acme", decision=Decision(standing="loyal",
    ...                        stops={"rests_after_ask": date(2026, 12, 20)}))])
    >>> need = Need(activity="reference_call", industry="Health")
    >>> kinds = [Kind(id=f"{on}", segment="Health", need=need, count=1.5, on=on)
    ...          for on in (date(2026, 12, 16), date(2027, 1, 15))]
    >>> [(one.id, one.how_many, one.candidates[0].person) for one in to_come(kinds, pool, load(), most=5)]
    [('2027-01-15', 1.5, 'ana')]
    """
    found, cost = [], policy.reference.cost
    asked = [kind for kind in sorted(kinds, key=lambda one: one.id) if kind.count >= LEAST]
    each = best_of_each([(kind.need, kind.on) for kind in asked], pool, policy, most=most)
    for kind, best in zip(asked, each, strict=True):
        rows, carried = [(person, score, pool.at[person]) for person, score in best], pool.gates.carried(kind.on)
        live = policy.ladder[kind.need.activity].live
        could = tuple(
            Candidate(
                person=person,  # what they are worth before load and price, as of any answer
                worth=(score + cost.load * float(carried[at]) + (float(pool.prices[at]) if live else 0.0)) * cost.later,
            )
            for person, score, at in rows
        )
        if could:
            found.append(Request(id=kind.id, candidates=could, how_many=kind.count, on=kind.on, live=live))
    return found


def kept(
    open_: Sequence[Request],
    expected: Sequence[Request],
    segments: Mapping[str, str],
    carrying: Mapping[str, Carrying],
    *,
    load_cost: float,
) -> dict[str, Kept]:
    """The price of each person whose remaining uses are wanted by more than can have them, and by whom; all others are
    free. `segments`: of each expected request, by its id. The prices are those of `prices`, but an open request has
    nobody twice; whoever has no call or visit left today is not among them, as nobody can ask them for one anyway: but
    what they may give later is counted, and makes others cheaper. What is no call or visit keeps nobody.

    >>> from vouch.matching.together.request import Candidate
    >>> star, other = Candidate(person="star", worth=0.9), Candidate(person="other", worth=0.6)
    >>> coming = [Request(id="k1", candidates=(star, other), how_many=3.5)]
    >>> found = kept([], coming, {"k1": "healthcare"}, {}, load_cost=0.0)
    >>> {person: (round(one.price, 2), dict(one.segments)) for person, one in found.items()}
    {'star': (0.3, {'healthcare': 2.0})}
    """
    rows = sorted((*open_, *expected), key=lambda one: one.id)
    program = laid(rows, carrying, load_cost)
    of_open = {one.id for one in open_}
    best = solved(program, again=np.array([one.id not in of_open for one in rows], dtype=np.bool_))
    left = {person for person, live, costs in zip(program.people, program.live, program.costs, strict=True)
            if live and costs}  # fmt: skip
    found = {person: price for person, price in priced(program, best).items() if person in left}
    uses: dict[str, Counter[str]] = {person: Counter() for person in found}
    waits: Counter[str] = Counter()
    for x, person, at in zip(best.x.tolist(), program.person.tolist(), program.request.tolist(), strict=True):
        name, request = program.people[person], rows[at].id
        if x <= _USED or name not in found or not program.live[person]:
            continue
        if request in of_open:
            waits[name] += 1
        else:
            uses[name][segments.get(request, "")] += x
    return {
        person: Kept(price=price, segments=dict(uses[person]), open_requests=waits[person])
        for person, price in found.items()
    }
