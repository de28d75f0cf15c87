"""Which of these people speak to which of these buyers, all requests at once, and what is each worth to them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from vouch.matching.together.fair import above, least_worth
from vouch.matching.together.program import Bools, Program, Solved, giver, laid, solved
from vouch.matching.together.request import FREE, Candidate, Carrying, Pair, Passed, Request, Together

_NEARLY = 1e-9


def together(
    requests: Sequence[Request],
    carrying: Mapping[str, Carrying],
    *,
    load_cost: float,
    fair: bool = False,
    greedy: bool = False,
    at_once: bool = False,
) -> Together:
    """The best choice for these requests. `carrying`: what people carry, by id (nothing, where somebody is not in it).

    `fair`: first the worst match is made as good as it can be, with as many places filled as can be; then the sum.
    `greedy`: the best pair first, again and again; what is also done where the solver fails, with the bound beside it.
    `at_once`: all are asked for now, and nobody for two things; nobody has a price then.
    Raises ValueError for a request that is there twice or needs a part of a person.

    >>> ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.8)
    >>> found = together([Request(id="r1", candidates=(ana, bo)), Request(id="r2", candidates=(ana,))],
    ...                  {"ana": Carrying(load=1, cap=2)}, load_cost=0.1)
    >>> [(one.request, one.person) for one in found.pairs], found.words
    ([('r1', 'bo'), ('r2', 'ana')], 'Nothing is better: 1.65, by a linear program.')
    >>> found.passed[0].reason
    'ana is the only one for another request, or does more good there.'
    """
    ordered = sorted(requests, key=lambda one: one.id)
    if len({one.id for one in ordered}) < len(ordered):
        raise ValueError("a request is there twice")
    if any(one.how_many != int(one.how_many) for one in ordered):
        raise ValueError("only an expected request can need a part of a person")
    program = laid(ordered, carrying, load_cost, at_once=at_once)
    method, fill = "linear program", None
    if fair:
        least, fill = least_worth(program)
        program = above(program, least)
    try:
        best = solved(program, fill=fill)
        chosen = best.x > 0.5
    except ArithmeticError:
        greedy, best = True, None
    if greedy:
        method, chosen = "greedy choice", by_greed(program)
    value = _value(program, chosen)
    bound = best.bound if best is not None else _plain_bound(program)
    prices = priced(program, best) if best is not None else {}
    pairs = _pairs(ordered, program, chosen)
    return Together(
        pairs=pairs,
        passed=_passed(ordered, pairs, carrying, at_once=at_once),
        unfilled=_unfilled(ordered, pairs),
        value=value,
        bound=max(bound, value),
        prices=prices,
        method=method,
    )


def by_greed(program: Program) -> Bools:
    """Takes what adds most, again and again; at least half of the best there is (of a matching by weights)."""
    chosen = np.zeros(len(program.worth), dtype=np.bool_)
    used, room = Counter[int](), program.needs.copy()
    while True:
        gain = np.array(
            [
                worth - program.costs[person][used[person]] if used[person] < len(program.costs[person]) else -np.inf
                for worth, person in zip(program.worth.tolist(), program.person.tolist(), strict=True)
            ]
        )
        gain[chosen | (room[program.request] < 1)] = -np.inf
        at = int(gain.argmax()) if len(gain) else -1
        if at < 0 or gain[at] <= _NEARLY:
            return chosen
        chosen[at] = True
        used[int(program.person[at])] += 1
        room[program.request[at]] -= 1


def _value(program: Program, chosen: Bools) -> float:
    uses = np.bincount(program.person[chosen], minlength=len(program.people))
    return float(program.worth[chosen].sum()) - sum(
        sum(costs[:count]) for costs, count in zip(program.costs, uses.tolist(), strict=True)
    )


def _plain_bound(program: Program) -> float:
    """What nothing can exceed, without a solver: every request has its best, at the least that these cost."""
    whole = 0.0
    for at, needs in enumerate(program.needs.tolist()):
        mine = program.request == at
        gains = [
            worth - min(program.costs[person], default=np.inf)
            for worth, person in zip(program.worth[mine].tolist(), program.person[mine].tolist(), strict=True)
        ]
        whole += sum(gain for gain in sorted(gains, reverse=True)[: int(needs)] if gain > 0)
    return whole


def priced(program: Program, best: Solved) -> dict[str, float]:
    """What one more call or visit is worth beyond what the load of the next one costs; without those for whom it is
    nothing."""
    found = {}
    for person, live, costs, price in zip(
        program.people, program.live, program.costs, best.prices.tolist(), strict=True
    ):
        beyond = price - (costs[0] if costs else 0.0)
        if live and beyond > _NEARLY:
            found[person] = beyond
    return found


def _pairs(requests: Sequence[Request], program: Program, chosen: Bools) -> tuple[Pair, ...]:
    used, found = Counter[int](), []
    for at in np.flatnonzero(chosen).tolist():
        of = int(program.person[at])
        request, person = requests[int(program.request[at])], program.people[of]
        reasons = next(one.reasons for one in request.candidates if one.person == person)
        cost = program.costs[of][used[of]]
        used[of] += 1
        worth = float(program.worth[at])
        found.append(Pair(request=request.id, person=person, worth=worth, cost=cost, reasons=reasons[:3]))
    return tuple(sorted(found, key=lambda one: (one.request, -one.worth, one.person)))


def _unfilled(requests: Sequence[Request], pairs: Sequence[Pair]) -> dict[str, int]:
    have = Counter(pair.request for pair in pairs)
    return {one.id: int(one.how_many) - have[one.id] for one in requests if have[one.id] < one.how_many}


def _passed(
    requests: Sequence[Request], pairs: Sequence[Pair], carrying: Mapping[str, Carrying], *, at_once: bool
) -> tuple[Passed, ...]:
    """Of each request its best candidate who was not chosen, and why."""
    by_id = {one.id: one for one in requests}
    uses = Counter(giver(by_id[pair.request], pair.person, at_once=at_once) for pair in pairs)
    found = []
    for request in requests:
        mine = {pair.person: pair.worth for pair in pairs if pair.request == request.id}
        rest = [one for one in request.candidates if one.person not in mine]
        if rest:
            best = min(rest, key=lambda one: (-one.worth, one.person))
            left = carrying.get(best.person, FREE).left if request.live else 1
            used = uses[giver(request, best.person, at_once=at_once)]
            limit = _limit(best, min(left, 1) if at_once else left, used, mine)
            words = _WHY[limit].format(best.person)
            found.append(Passed(request=request.id, person=best.person, worth=best.worth, limit=limit, reason=words))
    return tuple(found)


def _limit(one: Candidate, left: int, uses: int, mine: Mapping[str, float]) -> str:
    if left == 0:
        return "full"
    if uses >= left:
        return "elsewhere"
    if mine and one.worth <= min(mine.values()) + _NEARLY:
        return "enough"
    return "load"


_WHY = {
    "full": "{} carries all that they may this quarter.",
    "elsewhere": "{} is the only one for another request, or does more good there.",
    "load": "{} carries more than whoever was chosen, which outweighs the better fit.",
    "enough": "The request has all it needs, and these fit better than {}.",
}
