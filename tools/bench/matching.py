"""C: what it costs to assign asks to people and to plan a month, against another solver and a greedy, in the same
process.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from vouch.domain.policy import load
from vouch.matching.month import Caps, plan
from vouch.matching.month.families import Family, Floats, Ints
from vouch.matching.month.solve import solve
from vouch.matching.next_ask import Candidate, Willingness
from vouch.matching.next_ask import value as one_worth
from vouch.matching.yes_rate.beta_binomial import rate_of

_COST = 1_000_000
"""Values have six decimals here: the other solver wants whole costs."""


@dataclass(frozen=True)
class Problem:
    """Pairs with their values and limits, the first family allowing 1 each."""

    name: str
    value: Floats
    families: tuple[Family, ...]
    goal: str


@dataclass(frozen=True)
class Figure:
    """One line: what was solved and how, its seconds of processor time, their ratio to the first line's, the value,
    and the goal.
    """

    problem: str
    way: str
    seconds: float
    ratio: float
    value: float
    note: str


def assignment(asks: int, people: int, candidates: int, goal: str, seed: int = 7) -> Problem:
    """So many asks, each with so many people who could take it; some are sought by many, every third may take two."""
    chance = np.random.default_rng(seed)
    rows = [
        chance.permutation(np.unique((people * chance.random(3 * candidates) ** 2).astype(np.int64)))[:candidates]
        for _ in range(asks)
    ]
    person = np.concatenate(rows)
    ask = np.repeat(np.arange(asks), [len(row) for row in rows])
    value = np.round(0.5 * chance.random(people)[person] + 0.5 * chance.random(len(person)) + 1e-6, 6)
    caps = 1 + (np.arange(people) % 3 == 0).astype(np.int64)
    families = (Family("ask", ask, np.ones(asks, dtype=np.int64)), Family("person", person, caps))
    return Problem(f"{asks:,} asks, {people:,} people, {candidates} candidates each", value, families, goal)


def month(contacts: int, each: int = 10, seed: int = 7) -> Problem:
    """A month of so many contacts with ten in an account and `each` activities to choose from, under every kind of
    limit.
    """
    chance = np.random.default_rng(seed)
    activities, accounts = 20, contacts // 10
    person = np.repeat(np.arange(contacts), each)
    activity = np.argsort(chance.random((contacts, activities)), axis=1)[:, :each].ravel()
    value = 0.6 * chance.random(contacts)[person] + 0.3 * chance.random(activities)[activity]
    value = np.round(value + 0.3 * chance.random(len(person)) + 1e-6, 6)

    def equal(name: str, of: Ints, count: int, cap: int) -> Family:
        return Family(name, of, np.full(count, cap, dtype=np.int64))

    families = (
        equal("person", person, contacts, 1),
        equal("account", person // 10, accounts, 2),
        equal("owner", person // 10 % 100, 100, 40),
        equal("activity", activity, activities, contacts // 333),
        equal("asks", np.zeros_like(person), 1, contacts // 25),
    )
    return Problem(f"month of {contacts:,} contacts, {each} activities each", value, families, "")


def measure(problem: Problem, *, rounds: int, whole: bool) -> list[Figure]:
    """Each way once in each round, in turn. `whole`: also the linear program with every column at once, a single
    time.
    """
    ways: dict[str, Callable[[], float]] = {}
    if len(problem.families) == 2:
        ways["ortools SimpleMinCostFlow, building included"] = lambda: by_flow(problem)
    ways["greedy, best pair first"] = lambda: greedily(problem)
    ways["Vouch, with prices and bound"] = lambda: solve(problem.value, problem.families).value
    taken: dict[str, list[float]] = {way: [] for way in ways}
    values: dict[str, float] = {}
    for _round in range(rounds):
        for way, run in ways.items():
            begun = time.process_time()
            values[way] = run()
            taken[way].append(time.process_time() - begun)
    if whole:
        way = "linear program, all columns at once"
        begun = time.process_time()
        values[way] = by_program(problem)
        taken[way] = [time.process_time() - begun]
    found = solve(problem.value, problem.families)
    first = statistics.median(next(iter(taken.values())))
    notes = {
        "Vouch, with prices and bound": f"bound {found.bound:.6f}, gap {found.bound - found.value:.1e}{problem.goal}"
    }
    return [
        Figure(problem.name, way, statistics.median(times), statistics.median(times) / first, values[way],
               notes.get(way, ""))
        for way, times in taken.items()
    ]  # fmt: skip


def from_candidates(contacts: int, *, each: int = 10, rounds: int = 5, seed: int = 7) -> list[Figure]:
    """A month from candidates as the suggestions hand them over, to the plan with its reasons: against a worth of each
    candidate, one by one, which is what everything else would come after.
    """
    policy, crowd = load(), candidates(contacts, each, seed)
    caps = Caps(owner_week=policy.next_ask.week.of_one_owner, asks=policy.next_ask.week.asks * 4)
    name = f"a month from {len(crowd):,} candidates of {contacts:,} contacts"
    taken: dict[str, list[float]] = {"one by one": [], "plan": []}
    for _round in range(rounds):
        begun = time.process_time()
        whole = sum(worth.total for worth in (one_worth(one, policy) for one in crowd) if worth.may_be)
        between = time.process_time()
        made = plan(crowd, caps, policy)
        taken["one by one"].append(between - begun)
        taken["plan"].append(time.process_time() - between)
    slow, quick = (statistics.median(times) for times in taken.values())
    return [
        Figure(name, "a worth of each, one by one", slow, 1.0, whole, ""),
        Figure(name, "Vouch, from candidates to the plan", quick, quick / slow, made.value, f"gap {made.gap:.1e}"),
    ]


def candidates(contacts: int, each: int, seed: int) -> list[Candidate]:
    """So many contacts, ten in an account, with `each` activities of the ladder that they could be asked for."""
    chance = random.Random(seed)
    rungs = [name for name, rung in load().ladder.items() if not rung.open_invitation]
    rates = [rate_of(yes, no) for yes in range(1, 30) for no in range(1, 30)]
    found = []
    for number in range(contacts):
        told: dict[str, Any] = {
            "contact": f"c{number:06}", "account": f"a{number // 10:05}", "owner": f"o{number // 10 % 100}",
            "load": float(chance.randint(0, 5)), "willing": Willingness(chance.choice((0, 1, 1, 2))),
            "declines": chance.choice((0, 0, 1)),
        }  # fmt: skip
        found += [
            Candidate(
                activity=rung, personality=None, step=1, value_need=chance.random(), rate=chance.choice(rates),
                value_person=0.3 + chance.random(), **told,
            )
            for rung in chance.sample(rungs, each)
        ]  # fmt: skip
    return found


def by_flow(problem: Problem) -> float:
    """The value that the flow solver finds for a problem of two families."""
    first, second = problem.families
    rows, columns = len(first.cap), len(second.cap)
    source, sink = rows + columns, rows + columns + 1
    tails = [first.of, np.full(rows, source), rows + np.arange(columns), np.array([source])]
    heads = [rows + second.of, np.arange(rows), np.full(columns, sink), np.array([sink])]
    caps = np.concatenate([np.ones(len(first.of), dtype=np.int64), first.cap, second.cap, [rows]])
    costs = np.concatenate(
        [-np.round(problem.value * _COST).astype(np.int64), np.zeros(rows + columns + 1, dtype=np.int64)]
    )
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(np.concatenate(tails), np.concatenate(heads), caps, costs)
    solver.set_nodes_supplies(np.array([source, sink]), np.array([rows, -rows]))
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("the flow was not solved")
    return float(-solver.optimal_cost() / _COST)


def greedily(problem: Problem) -> float:
    """The value of taking the best pair that still fits, again and again."""
    left = [family.cap.tolist() for family in problem.families]
    under = [family.of.tolist() for family in problem.families]
    whole = 0.0
    for pair in np.argsort(-problem.value, kind="stable").tolist():
        if all(room[of[pair]] > 0 for room, of in zip(left, under, strict=True)):
            whole += float(problem.value[pair])
            for room, of in zip(left, under, strict=True):
                room[of[pair]] -= 1
    return whole


def by_program(problem: Problem) -> float:
    """The value of the linear program with every column, by HiGHS."""
    pairs = np.arange(len(problem.value))
    rows = vstack(
        [
            csr_array((np.ones(len(pairs)), (one.of, pairs)), shape=(len(one.cap), len(pairs)))
            for one in problem.families
        ],
        format="csr",
    )
    caps = np.concatenate([one.cap for one in problem.families])
    return float(-linprog(-problem.value, A_ub=rows, b_ub=caps, bounds=(0, None), method="highs").fun)


def problems() -> list[Problem]:
    """Those of the table."""
    return [
        assignment(2_000, 20_000, 50, "; goal: ratio <= 2"),
        assignment(10_000, 100_000, 50, "; goal: < 1 s"),
        month(50_000),
    ]
