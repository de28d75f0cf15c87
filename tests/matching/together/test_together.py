"""Several requests at once: the best there is, whoever counts it; the same whatever the order; prices that prove it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model
from scipy.optimize import linear_sum_assignment

from vouch.matching.together import Candidate, Carrying, Request, Together, prices, together
from vouch.matching.together import choose as choosing
from vouch.matching.together.fair import least_worth
from vouch.matching.together.program import laid

LOAD = 0.15
PEOPLE = ("ana", "bo", "cy", "dee", "eli")


@st.composite
def cases(draw: st.DrawFn, most: int = 4) -> tuple[list[Request], dict[str, Carrying]]:
    requests = []
    for number in range(draw(st.integers(1, most))):
        people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4))
        able = tuple(Candidate(person=one, worth=draw(st.integers(0, 12)) / 10, reasons=("A.", "B.", "C.", "D."))
                     for one in people)  # fmt: skip
        live = draw(st.sampled_from((True, True, False)))
        requests.append(Request(id=f"r{number}", candidates=able, how_many=draw(st.integers(1, 3)), live=live))
    loads = {one: Carrying(load=draw(st.integers(0, 3)), cap=draw(st.integers(1, 3))) for one in PEOPLE}
    return requests, loads


def worth_of(
    chosen: set[tuple[str, str]], requests: list[Request], carrying: dict[str, Carrying], *, at_once: bool = False
) -> float | None:
    """What a choice is worth; None where it breaks a limit. Counted without any of the code under test."""
    worth = {(one.id, able.person): able.worth for one in requests for able in one.candidates}
    whole = sum(worth[pair] for pair in chosen)
    for one in requests:
        if sum(request == one.id for request, _person in chosen) > one.how_many:
            return None
    for person, has in carrying.items():
        live = {one.id: one.live for one in requests}
        uses = sum(other == person and live[request] for request, other in chosen)
        beside = sum(other == person and not live[request] for request, other in chosen)
        if (has.load + uses > has.cap and uses) or beside > 1 or (at_once and uses + beside > 1):
            return None
        whole -= sum(LOAD * (has.load + use) / has.cap for use in range(uses)) + beside * LOAD * has.load / has.cap
    return whole


def by_trying(
    requests: list[Request], carrying: dict[str, Carrying], *, at_once: bool = False
) -> list[tuple[float, set[tuple[str, str]]]]:
    """Every choice that breaks no limit, and its worth."""
    pairs = [(one.id, able.person) for one in requests for able in one.candidates]
    found = []
    for size in range(len(pairs) + 1):
        for some in itertools.combinations(pairs, size):
            worth = worth_of(set(some), requests, carrying, at_once=at_once)
            if worth is not None:
                found.append((worth, set(some)))
    return found


def chosen(found: Together) -> set[tuple[str, str]]:
    return {(pair.request, pair.person) for pair in found.pairs}


@settings(max_examples=60)
@given(case=cases(most=3), at_once=st.booleans())
def test_nothing_is_better_says_whoever_tries_everything(
    case: tuple[list[Request], dict[str, Carrying]], at_once: bool
) -> None:
    requests, carrying = case
    found = together(requests, carrying, load_cost=LOAD, at_once=at_once)
    best = max(worth for worth, _pairs in by_trying(requests, carrying, at_once=at_once))
    assert found.value == pytest.approx(best, abs=1e-9)
    assert found.bound == pytest.approx(best, abs=1e-9)
    assert worth_of(chosen(found), requests, carrying, at_once=at_once) == pytest.approx(found.value, abs=1e-9)


@settings(max_examples=40)
@given(case=cases(most=3), at_once=st.booleans())
def test_the_worst_match_is_as_good_as_can_be_with_as_many_places_filled(
    case: tuple[list[Request], dict[str, Carrying]], at_once: bool
) -> None:
    requests, carrying = case
    worth = {(one.id, able.person): able.worth for one in requests for able in one.candidates}
    tried = by_trying(requests, carrying, at_once=at_once)
    every = [pairs for _worth, pairs in tried]
    most = max(map(len, every))
    best = max(min((worth[pair] for pair in pairs), default=0.0) for pairs in every if len(pairs) == most)
    found = together(requests, carrying, load_cost=LOAD, fair=True, at_once=at_once)
    assert len(found.pairs) == most
    if most:
        assert min(pair.worth for pair in found.pairs) == pytest.approx(best)
        assert least_worth(laid(requests, carrying, LOAD, at_once=at_once)) == (pytest.approx(best), most)
        full = [(whole, pairs) for whole, pairs in tried if len(pairs) == most]
        among = max(whole for whole, pairs in full if min(worth[pair] for pair in pairs) >= best - 1e-9)
        assert found.value == pytest.approx(among, abs=1e-9)
        assert found.bound >= found.value - 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_another_solver_finds_no_more(seed: int) -> None:
    chance = np.random.default_rng(seed)
    people = [f"p{number:02}" for number in range(40)]
    carrying = {one: Carrying(load=float(chance.integers(0, 2)), cap=float(chance.integers(1, 4))) for one in people}
    requests = [
        Request(id=f"r{number:02}", how_many=int(chance.integers(1, 4)), candidates=tuple(
            Candidate(person=people[at], worth=int(chance.integers(1, 1000)) / 1000)
            for at in chance.choice(len(people), 12, replace=False)))
        for number in range(30)
    ]  # fmt: skip
    found = together(requests, carrying, load_cost=LOAD)
    model = cp_model.CpModel()
    terms, uses = [], {one: [] for one in people}
    for request in requests:
        mine = [model.new_bool_var("") for _ in request.candidates]
        model.add(sum(mine) <= int(request.how_many))
        for variable, able in zip(mine, request.candidates, strict=True):
            uses[able.person].append(variable)
            terms.append(round(able.worth * 1_200_000) * variable)
    for one, has in carrying.items():
        units = [model.new_bool_var("") for _ in range(has.left)]
        model.add(sum(uses[one]) == sum(units))
        terms += [-round(LOAD * (has.load + use) / has.cap * 1_200_000) * unit for use, unit in enumerate(units)]
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    assert found.value == pytest.approx(solver.objective_value / 1_200_000, abs=1e-4)
    assert found.gap < 1e-9


@settings(max_examples=40)
@given(case=cases(), seed=st.randoms(use_true_random=False))
def test_the_order_of_requests_and_people_changes_nothing(
    case: tuple[list[Request], dict[str, Carrying]], seed: Random
) -> None:
    requests, carrying = case
    other = [replace(one, candidates=tuple(seed.sample(one.candidates, len(one.candidates)))) for one in requests]
    seed.shuffle(other)
    assert together(other, carrying, load_cost=LOAD) == together(requests, carrying, load_cost=LOAD)


@settings(max_examples=40)
@given(case=cases())
def test_a_greedy_choice_breaks_no_limit_and_is_half_of_the_best_at_least(
    case: tuple[list[Request], dict[str, Carrying]],
) -> None:
    requests, carrying = case
    best, found = together(requests, carrying, load_cost=0.0), together(requests, carrying, load_cost=0.0, greedy=True)
    assert best.value / 2 - 1e-9 <= found.value <= best.value + 1e-9
    assert found.bound == pytest.approx(best.bound)
    uses = worth_of(chosen(found), requests, carrying)
    assert uses is not None


def test_where_the_solver_fails_the_choice_is_greedy_and_says_how_far_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_given: object, **_more: object) -> None:
        raise ArithmeticError("no")

    monkeypatch.setattr(choosing, "solved", fails)
    ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.8)
    found = together([Request(id="r1", candidates=(ana, bo)), Request(id="r2", candidates=(ana,))],
                     {"ana": Carrying(cap=1), "bo": Carrying(cap=1)}, load_cost=0.0)  # fmt: skip
    assert found.method == "greedy choice"
    assert (found.value, found.bound) == (0.9, 1.8)
    assert found.words == "Found 0.90 by a greedy choice; nothing can exceed 1.80."


def test_the_published_assignment_is_five() -> None:
    costs = np.array([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    rows, columns = linear_sum_assignment(costs)
    assert costs[rows, columns].sum() == 5
    requests = [
        Request(id=f"r{row}", candidates=tuple(Candidate(person=f"p{at}", worth=10.0 - cost)
                                               for at, cost in enumerate(line.tolist())))
        for row, line in enumerate(costs)
    ]  # fmt: skip
    found = together(requests, {f"p{at}": Carrying(cap=1) for at in range(3)}, load_cost=0.0)
    assert 30 - found.value == pytest.approx(5)


def test_what_is_in_the_way_of_the_best_who_was_not_chosen() -> None:
    ana, bo, cy = (Candidate(person=one, worth=worth) for one, worth in (("ana", 0.9), ("bo", 0.85), ("cy", 0.3)))
    found = together(
        [Request(id="r1", candidates=(ana, bo, cy)), Request(id="r2", candidates=(ana,)),
         Request(id="r3", candidates=(cy, Candidate(person="dee", worth=1.0)))],
        {"ana": Carrying(cap=1), "dee": Carrying(load=2, cap=2)}, load_cost=LOAD)  # fmt: skip
    assert chosen(found) == {("r1", "bo"), ("r2", "ana"), ("r3", "cy")}
    assert [(one.request, one.person, one.limit) for one in found.passed] == [
        ("r1", "ana", "elsewhere"),
        ("r3", "dee", "full"),
    ]


def test_who_is_full_of_calls_may_be_quoted_and_by_one_at_a_time() -> None:
    ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.4)
    full = {"ana": Carrying(load=2, cap=2)}
    requests = [Request(id="call", candidates=(ana,)), Request(id="quote", candidates=(ana, bo), live=False),
                Request(id="story", candidates=(ana, bo), live=False)]  # fmt: skip
    found = together(requests, full, load_cost=LOAD)
    assert chosen(found) == {("quote", "ana"), ("story", "bo")}
    assert [(one.request, one.person, one.limit) for one in found.passed] == [
        ("call", "ana", "full"), ("quote", "bo", "elsewhere"), ("story", "ana", "elsewhere"),
    ]  # fmt: skip
    assert found.pairs[0].cost == pytest.approx(LOAD), "it costs what she carries already"
    assert found.prices == {"ana": pytest.approx(0.9)}, "one more call is worth the call, and no quote"


def test_asked_at_once_nobody_has_two_things_to_do_though_they_may_carry_both() -> None:
    ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.4)
    requests = [Request(id="call", candidates=(ana,)), Request(id="quote", candidates=(ana, bo), live=False),
                Request(id="visit", candidates=(ana,))]  # fmt: skip
    free = {"ana": Carrying(cap=4)}
    assert chosen(together(requests, free, load_cost=LOAD)) == {("call", "ana"), ("quote", "ana"), ("visit", "ana")}
    found = together(requests, free, load_cost=LOAD, at_once=True)
    assert chosen(found) == {("call", "ana"), ("quote", "bo")}
    assert [(one.request, one.limit) for one in found.passed] == [("quote", "elsewhere"), ("visit", "elsewhere")]
    assert found.unfilled == {"visit": 1}
    assert found.prices == {}


def test_a_tired_person_gives_way_to_a_rested_one_who_fits_nearly_as_well() -> None:
    ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.85)
    found = together([Request(id="r1", candidates=(ana, bo))], {"ana": Carrying(load=1, cap=2)}, load_cost=LOAD)
    assert chosen(found) == {("r1", "bo")}
    assert found.passed[0].limit == "load"


def test_a_price_is_what_one_more_use_would_add() -> None:
    requests = [Request(id=f"r{number}", candidates=(Candidate(person="ana", worth=0.9 - number / 10),))
                for number in range(3)]  # fmt: skip
    before = together(requests, {"ana": Carrying(cap=2)}, load_cost=0.0)
    after = together(requests, {"ana": Carrying(cap=3)}, load_cost=0.0)
    assert before.prices == {"ana": pytest.approx(after.value - before.value)}
    assert after.prices == {}


def test_who_will_be_needed_later_has_a_price_today_and_nobody_else() -> None:
    only = Candidate(person="star", worth=0.9)
    coming = [Request(id="health", candidates=(only, Candidate(person="bo", worth=0.4)), how_many=2.5)]
    assert prices(coming, {"star": Carrying(cap=2)}, load_cost=0.0) == {"star": pytest.approx(0.5)}
    assert prices(coming, {"star": Carrying(cap=3)}, load_cost=0.0) == {}
    assert prices([], {}, load_cost=0.0) == {}


@pytest.mark.parametrize(
    ("requests", "about"),
    [
        ([Request(id="r", candidates=()), Request(id="r", candidates=())], "twice"),
        ([Request(id="r", candidates=(), how_many=1.5)], "part of a person"),
    ],
)
def test_what_cannot_be_is_refused(requests: list[Request], about: str) -> None:
    with pytest.raises(ValueError, match=about):
        together(requests, {}, load_cost=LOAD)
