"""The linear program of several requests: a flow from people through their rising costs to requests.

The sum of worth less the cost of load, at most one use of a person for a request, as many people as each request
needs. Columns are pairs, then the uses of each person one by one; that is the matrix of a network, whose corners are
whole: the value of the program is that of the best choice, and its prices prove it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

from vouch.matching.together.request import FREE, Carrying, Request

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Program:
    """The pairs as arrays: of each its worth, its person and its request; `costs` of the uses of each person."""

    people: tuple[str, ...]
    worth: Floats
    person: NDArray[np.intp]
    request: NDArray[np.intp]
    needs: Floats
    costs: tuple[tuple[float, ...], ...]

    @property
    def uses(self) -> int:
        """How many uses of people there are."""
        return sum(len(costs) for costs in self.costs)


@dataclass(frozen=True)
class Solved:
    """How much of each pair, the value, its bound, and the price of each person."""

    x: Floats
    value: float
    bound: float
    prices: Floats


def laid(requests: Sequence[Request], carrying: Mapping[str, Carrying], load_cost: float) -> Program:
    """The program of these requests; people in the order of their ids."""
    people = tuple(sorted({one.person for request in requests for one in request.candidates}))
    number = {person: at for at, person in enumerate(people)}
    pairs = [
        (one.worth, number[one.person], at)
        for at, request in enumerate(requests)
        for one in sorted(request.candidates, key=lambda one: one.person)
    ]
    return Program(
        people=people,
        worth=np.array([worth for worth, *_ in pairs], dtype=np.float64),
        person=np.array([person for _worth, person, _request in pairs], dtype=np.intp),
        request=np.array([request for *_, request in pairs], dtype=np.intp),
        needs=np.array([request.how_many for request in requests], dtype=np.float64),
        costs=tuple(carrying.get(person, FREE).costs(load_cost) for person in people),
    )


def solved(program: Program, *, fill: float | None = None, again: bool | Bools = False) -> Solved:
    """The best choice; with `fill`, the best of those that fill so many places. `again`: a request may have somebody
    more than once, as a type of requests to come does; of each request, or of all.

    Raises ArithmeticError where the solver does not end; the caller then chooses greedily.
    """
    pairs, uses = len(program.worth), program.uses
    if not pairs:
        return Solved(np.zeros(0), 0.0, 0.0, np.zeros(len(program.people)))
    cost = np.array([one for costs in program.costs for one in costs], dtype=np.float64)
    owner = np.repeat(np.arange(len(program.people)), [len(costs) for costs in program.costs])
    columns, often = np.arange(pairs), np.broadcast_to(again, len(program.needs))[program.request]
    by_request = coo_array((np.ones(pairs), (program.request, columns)), shape=(len(program.needs), pairs + uses))
    by_person = coo_array(
        (
            np.concatenate([np.ones(pairs), -np.ones(uses)]),
            (np.concatenate([program.person, owner]), np.arange(pairs + uses)),
        ),
        shape=(len(program.people), pairs + uses),
    )
    filled = {} if fill is None else {"A_eq": csr_array(np.r_[np.ones(pairs), np.zeros(uses)][None, :]), "b_eq": [fill]}
    found: Any = linprog(
        np.concatenate([-program.worth, cost]),
        A_ub=vstack([by_request, by_person], format="csr"),
        b_ub=np.concatenate([program.needs, np.zeros(len(program.people))]),
        bounds=np.array([(0, np.inf if more else 1) for more in often.tolist()] + [(0, 1)] * uses),
        method="highs-ds",  # the simplex method: its solutions are corners
        **filled,
    )
    if found.status != 0:
        raise ArithmeticError(f"the requests were not solved together: {found.message}")
    marginals = np.maximum(-found.ineqlin.marginals, 0.0)
    prices = marginals[len(program.needs) :]
    return Solved(found.x[:pairs], float(-found.fun), _bound(program, marginals, cost, owner, found, fill), prices)


def _bound(
    program: Program, marginals: Floats, cost: Floats, owner: NDArray[np.intp], found: Any, fill: float | None
) -> float:
    """What no choice can exceed, whatever the prices (weak duality): needs paid, and what each column still earns."""
    of_requests, of_people = marginals[: len(program.needs)], marginals[len(program.needs) :]
    of_fill = 0.0 if fill is None else float(-found.eqlin.marginals[0])
    pairs = program.worth - of_requests[program.request] - of_people[program.person] - of_fill
    uses = of_people[owner] - cost
    earned = float(np.maximum(pairs, 0.0).sum() + np.maximum(uses, 0.0).sum())
    return float(np.dot(program.needs, of_requests)) + earned + (0.0 if fill is None else of_fill * fill)
