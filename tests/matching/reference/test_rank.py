"""The desk's ranking: equal to a slow second opinion, the same whatever the order, with gates like every other ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.asking.lives import easy, rungs, situations
from tests.matching.reference.cast import ACTIVITIES, POLICY, TODAY, decisions, needs, worlds
from tests.matching.reference.oracle import judged
from vouch.domain.asking import Situation, obstacles
from vouch.matching.reference import Company, Decision, Need, Person, Pool, best_of_each, decided, rank
from vouch.matching.reference.decision import AWAY, FULL, OF_ALL, OF_ONE
from vouch.matching.reference.gates import Gates
from vouch.matching.reference.stops import stops

World = tuple[list[Company], list[Person]]


@settings(max_examples=60)
@given(world=worlds(), need=needs(), sees_all=st.booleans(), show=st.integers(1, 5), days=st.integers(-2, 3),
       prices=st.dictionaries(st.sampled_from(("p00", "p01", "p02")), st.sampled_from((0.05, 0.3))))  # fmt: skip
def test_a_second_opinion_row_by_row_says_the_same(
    world: World, need: Need, sees_all: bool, show: int, days: int, prices: dict[str, float]
) -> None:
    pool, day = Pool.of(*world), TODAY + timedelta(days=days)
    pool.price(prices)
    found = rank(need, pool, POLICY, day, show=show, sees_all=sees_all)
    everybody = judged(need, *world, POLICY, day, sees_all=sees_all, prices=prices)
    fitting = [one for one in everybody if not one.misses]
    free = [one for one in fitting if not one.stopped]
    held = [one for one in fitting if one.stopped]
    assert [(one.person, one.score) for one in found.matches] == [(one.person, one.score) for one in free[:show]]
    assert [round(one.fit, 9) if one.fit is not None else None for one in found.matches] == [
        round(one.fit, 9) if one.fit is not None else None for one in free[:show]
    ]
    most = POLICY.reference.show_stopped
    assert [(one.person, one.score) for one in found.stopped] == [(one.person, one.score) for one in held[:most]]
    assert (found.free, found.stopped_count) == (len(free), len(held))
    for one in found.relaxable:
        kept = [other for other in everybody if not other.stopped and other.misses == {one.filter}]
        assert (one.adds, one.unknown) == (len(kept), sum(one.filter in other.not_known for other in kept))


@settings(max_examples=40)
@given(world=worlds(), several=st.lists(needs(), min_size=1, max_size=2), show=st.integers(1, 5),
       days=st.lists(st.integers(-2, 3), min_size=1, max_size=3))  # fmt: skip
def test_many_days_and_activity_types_at_once_are_as_one_by_one(
    world: World, several: list[Need], show: int, days: list[int]
) -> None:
    pool = Pool.of(*world)
    asks = [(replace(need, activity=activity), TODAY + timedelta(days=day))
            for day in days for activity in ACTIVITIES for need in several]  # fmt: skip
    assert best_of_each(asks, pool, POLICY, most=show) == [
        [(one.person, one.score) for one in rank(need, pool, POLICY, day, show=show, sees_all=True).matches]
        for need, day in asks
    ]


@settings(max_examples=30)
@given(world=worlds(), need=needs(), seed=st.randoms(use_true_random=False))
def test_the_order_in_which_rows_come_changes_nothing(world: World, need: Need, seed: Random) -> None:
    firms, people = list(world[0]), list(world[1])
    seed.shuffle(firms)
    seed.shuffle(people)
    assert rank(need, Pool.of(firms, people), POLICY, TODAY) == rank(need, Pool.of(*world), POLICY, TODAY)


@settings(max_examples=50)
@given(world=worlds(), need=needs(), changes=st.lists(st.tuples(st.integers(0, 99), decisions()), max_size=5))
def test_a_decision_shows_in_the_next_answer(world: World, need: Need, changes: list[tuple[int, Decision]]) -> None:
    firms, people = world
    pool = Pool.of(firms, people)
    rank(need, pool, POLICY, TODAY)
    for number, row in changes:
        if people:
            at = number % len(people)
            one = people[at]
            people[at] = Person(**{name: getattr(one, name) for name in Person.__slots__} | {"decision": row})
            pool.decide(one.id, row)
    assert rank(need, pool, POLICY, TODAY) == rank(need, Pool.of(firms, people), POLICY, TODAY)


@given(who=situations() | easy(), activity=st.sampled_from(ACTIVITIES), use=st.sampled_from(["", "web", "press"]),
       territory=st.sampled_from(["", "denmark", "France"]))  # fmt: skip
def test_the_gates_are_those_of_every_other_ask(who: Situation, activity: str, use: str, territory: str) -> None:
    row = decided(who, POLICY, ACTIVITIES)
    need = Need(activity=activity, use=use, territory=territory)
    expected = [one.code for one in obstacles(who, activity, POLICY, use=use, territory=territory)]
    told = [one.code for one in stops(row, need, POLICY, TODAY)]
    assert set(told) == set(expected)
    assert bool(Gates.laid([row]).stopped(need, POLICY, TODAY)[0]) == bool(expected)
    assert told[:1] == expected[:1] or {told[0], expected[0]} <= {"rests_after_no", "not_now", "said_no_to_this"}


@given(who=easy(), activity=st.sampled_from(ACTIVITIES), days=st.integers(0, 400))
def test_what_ends_by_itself_ends_in_the_pool_on_the_same_day(who: Situation, activity: str, days: int) -> None:
    day = TODAY + timedelta(days=days)
    row, need = decided(who, POLICY, ACTIVITIES), Need(activity=activity)
    later = obstacles(Situation(**{**who.__dict__, "today": day}), activity, POLICY)
    assert {one.code for one in stops(row, need, POLICY, day)} == {one.code for one in later}
    assert bool(Gates.laid([row]).stopped(need, POLICY, day)[0]) == bool(later)


@given(who=situations() | easy(), activities=st.lists(rungs, min_size=1, unique=True))
def test_what_is_decided_is_what_stands_in_the_way_of_any_of_the_types(who: Situation, activities: list[str]) -> None:
    found = [(name, one) for name in activities for one in obstacles(who, name, POLICY)]
    ends: dict[object, date | None] = {}
    for name, one in found:
        key = (name, one.code) if one.code in OF_ONE else one.code
        before = ends.get(key, date.min)
        ends[key] = None if before is None or one.until is None else max(before, one.until)
    row = decided(who, POLICY, activities)
    assert row.away == {code for code in ends if code in AWAY}
    assert row.stops == {code: until for code, until in ends.items() if code in OF_ALL}
    assert row.full == {code: until for code, until in ends.items() if code in FULL}
    assert row.stops_of == {key: until for key, until in ends.items() if isinstance(key, tuple)}
