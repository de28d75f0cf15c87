"""The linear program of several requests: a flow from people through their rising costs to requests.

The sum of worth less the cost of load, at most one use of a person for a request, as many people as each request
needs. Columns are pairs, then the uses of each person one by one; that is the matrix of a network, whose corners are
whole: the value of the program is that of the best choice, and its prices prove it.

A use that is free only from some day on serves requests of that day and later ones. So a person has a row for each such
day, in which what is asked for before it is held against the uses there are before it, and one for the whole; rows that
lie within one another like these are a network still.

What is no call or visit takes none of these uses: for a day on which a quote is asked for, somebody has one use beside
them, and it costs what they carry on that day. Where all is asked for at once, a person has one use in all: nobody is
asked for two things at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

from vouch.matching.together.request import FREE, Carrying, Request

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]
_NOW, _EVER = 0, np.iinfo(np.intp).max


@dataclass(frozen=True)
class Program:
    """The pairs as arrays: of each its worth, its person and its request; `costs` of the uses of each person today.

    `people`: whose uses each of the others is about; those beside calls and visits (`live`) are uses of their own.
    `on`: the day of each request, as a number; `later`: the days from which each person has one use more, of those
    that any request could have, and `later_cost` what that costs.
    """

    people: tuple[str, ...]
    live: tuple[bool, ...]
    worth: Floats
    person: NDArray[np.intp]
    request: NDArray[np.intp]
    needs: Floats
    costs: tuple[tuple[float, ...], ...]
    on: Ints
    later: tuple[tuple[int, ...], ...]
    later_cost: tuple[float, ...]


@dataclass(frozen=True)
class Solved:
    """How much of each pair, the value, its bound, and the price of each person."""

    x: Floats
    value: float
    bound: float
    prices: Floats


LIVE = -1
"""The uses for calls and visits, which are of no day."""


def giver(request: Request, person: str, *, at_once: bool = False) -> tuple[str, int]:
    """Whose uses a request takes: those for calls and visits, or the one beside them on its day; at once, their one."""
    if at_once:
        return person, _NOW
    return person, LIVE if request.live else request.on.toordinal() if request.on else _NOW


def laid(
    requests: Sequence[Request], carrying: Mapping[str, Carrying], load_cost: float, *, at_once: bool = False
) -> Program:
    """The program of these requests; people in the order of their ids. `at_once`: all are asked for now."""
    givers = sorted({giver(one, each.person, at_once=at_once) for one in requests for each in one.candidates})
    number = {one: at for at, one in enumerate(givers)}
    carry = [carrying.get(person, FREE) for person, _beside in givers]
    beside = [day for _person, day in givers]
    on = [request.on.toordinal() if request.on else _NOW for request in requests]
    last = max(on, default=_NOW)
    pairs = [
        (one.worth, number[giver(request, one.person, at_once=at_once)], at)
        for at, request in enumerate(requests)
        for one in sorted(request.candidates, key=lambda one: one.person)
        if not (at_once and request.live and carrying.get(one.person, FREE).left == 0)
    ]
    return Program(
        people=tuple(person for person, _beside in givers),
        live=tuple(day == LIVE for day in beside),
        worth=np.array([worth for worth, *_ in pairs], dtype=np.float64),
        person=np.array([person for _worth, person, _request in pairs], dtype=np.intp),
        request=np.array([request for *_, request in pairs], dtype=np.intp),
        needs=np.array([request.how_many for request in requests], dtype=np.float64),
        costs=tuple(
            one.costs(load_cost)
            if day == LIVE
            else (one.costs_beside(load_cost, date.fromordinal(day) if day else None),)
            for one, day in zip(carry, beside, strict=True)
        ),
        on=np.array(on, dtype=np.intp),
        later=tuple(
            tuple(sorted(free for free in map(date.toordinal, one.frees) if free <= last)) if day == LIVE else ()
            for one, day in zip(carry, beside, strict=True)
        ),
        later_cost=tuple(one.costs_later(load_cost) for one in carry),
    )


def solved(program: Program, *, fill: float | None = None, again: bool | Bools = False) -> Solved:
    """The best choice; with `fill`, the best of those that fill so many places. `again`: a request may have somebody
    more than once, as a type of requests to come does; of each request, or of all.

    Raises ArithmeticError where the solver does not end; the caller then chooses greedily.
    """
    pairs = len(program.worth)
    if not pairs:
        return Solved(np.zeros(0), 0.0, 0.0, np.zeros(len(program.people)))
    owner, since, cost = _uses(program)
    uses, rows = len(owner), _Rows.of(program)
    columns, often = np.arange(pairs), np.broadcast_to(again, len(program.needs))[program.request]
    by_request = coo_array((np.ones(pairs), (program.request, columns)), shape=(len(program.needs), pairs + uses))
    asked, used = rows.met(program.person, program.on[program.request]), rows.met(owner, since)
    by_person = coo_array(
        (
            np.concatenate([np.ones(len(asked[0])), -np.ones(len(used[0]))]),
            (np.concatenate([asked[0], used[0]]), np.concatenate([asked[1], pairs + used[1]])),
        ),
        shape=(len(rows.before), pairs + uses),
    )
    limits = vstack([by_request, by_person], format="csr")
    filled = {} if fill is None else {"A_eq": csr_array(np.r_[np.ones(pairs), np.zeros(uses)][None, :]), "b_eq": [fill]}
    found: Any = linprog(
        np.concatenate([-program.worth, cost]),
        A_ub=limits,
        b_ub=np.concatenate([program.needs, np.zeros(len(rows.before))]),
        bounds=np.array([(0, np.inf if more else 1) for more in often.tolist()] + [(0, 1)] * uses),
        method="highs-ds",  # the simplex method: its solutions are corners
        **filled,
    )
    if found.status != 0:
        raise ArithmeticError(f"the requests were not solved together: {found.message}")
    marginals = np.maximum(-found.ineqlin.marginals, 0.0)
    # a use today is one in every row of the person
    prices = np.zeros(len(program.people))
    np.add.at(prices, rows.person, marginals[len(program.needs) :])
    earns = np.concatenate([program.worth, -cost]) - limits.T @ marginals
    of_fill = 0.0 if fill is None else float(-found.eqlin.marginals[0])
    earns[:pairs] -= of_fill
    bound = float(np.dot(program.needs, marginals[: len(program.needs)])) + float(np.maximum(earns, 0.0).sum())
    # what no choice can exceed, whatever the prices (weak duality): needs paid, and what each column still earns
    return Solved(found.x[:pairs], float(-found.fun), bound + (0.0 if fill is None else of_fill * fill), prices)


def _uses(program: Program) -> tuple[Ints, Ints, Floats]:
    """Of every use whose it is, from which day on, and what it costs."""
    people = np.arange(len(program.people))
    now, later = [len(costs) for costs in program.costs], [len(days) for days in program.later]
    return (
        np.concatenate([np.repeat(people, now), np.repeat(people, later)]),
        np.array([_NOW] * sum(now) + [day for days in program.later for day in days], dtype=np.intp),
        np.concatenate([
            np.array([one for costs in program.costs for one in costs], dtype=np.float64),
            np.repeat(np.array(program.later_cost, dtype=np.float64), later),
        ]),
    )  # fmt: skip


@dataclass(frozen=True)
class _Rows:
    """The rows of people: whose each is, and before which day what it holds; `first` and `count` of each person."""

    person: Ints
    before: Ints
    first: Ints
    count: Ints

    @classmethod
    def of(cls, program: Program) -> _Rows:
        """A row for each day on which a use is free again, and one for the whole time."""
        before = [(*sorted(set(days)), _EVER) for days in program.later]
        count = np.array([len(days) for days in before], dtype=np.intp)
        return cls(
            np.repeat(np.arange(len(before)), count),
            np.array([day for days in before for day in days], dtype=np.intp),
            np.cumsum(count) - count,
            count,
        )

    def met(self, person: Ints, on: Ints) -> tuple[Ints, Ints]:
        """The row and the number of whatever is of these people on these days, once for each row that it is in."""
        count = self.count[person]
        column = np.repeat(np.arange(len(person)), count)
        row = self.first[person][column] + np.arange(len(column)) - (np.cumsum(count) - count)[column]
        inside = on[column] < self.before[row]
        return row[inside], column[inside]
