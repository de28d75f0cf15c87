"""Who is kept for what is still to come: the prices are those of the program, and each has a reason that holds."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.reference.cast import POLICY, READY
from tests.matching.reference.cast import person as somebody
from vouch.domain.asking import Allowed, HoldKind, PermissionSaid
from vouch.matching.reference import Company, Decision, Need, Pool
from vouch.matching.together import Candidate, Carrying, Kind, Request, kept, prices, to_come
from vouch.matching.together.program import laid, solved

PEOPLE = ("ana", "bo", "cy", "dee")
WORTH = st.integers(1, 20).map(lambda n: n / 20)


@st.composite
def requests(draw: st.DrawFn) -> tuple[list[Request], list[Request], dict[str, str], dict[str, Carrying]]:
    """Some that are open, some kinds to come, what everybody carries."""
    made, segments = [], {}
    for number in range(draw(st.integers(1, 5))):
        worth = draw(st.dictionaries(st.sampled_from(PEOPLE), WORTH, min_size=1))
        could = tuple(Candidate(person=name, worth=of) for name, of in sorted(worth.items()))
        made.append(Request(id=f"r{number}", candidates=could, how_many=draw(st.integers(1, 6)) / 2))
        segments[f"r{number}"] = draw(st.sampled_from(("health", "steel")))
    cut = draw(st.integers(0, len(made)))
    carrying = {name: Carrying(load=draw(st.integers(0, 2)), cap=2) for name in PEOPLE}
    return made[:cut], made[cut:], segments, carrying


@settings(max_examples=40)
@given(requests())
def test_who_is_kept_has_the_price_of_the_program_and_is_used_to_the_last(
    world: tuple[list[Request], list[Request], dict[str, str], dict[str, Carrying]],
) -> None:
    open_, to_come, segments, carrying = world
    found = kept(open_, to_come, segments, carrying, load_cost=0.1)
    if not open_:
        left = {name for name, row in carrying.items() if row.left}
        priced = prices(to_come, carrying, load_cost=0.1)
        assert {person: one.price for person, one in found.items()} == {
            person: price for person, price in priced.items() if person in left
        }
    coming = {segments[one.id] for one in to_come}
    for person, one in found.items():
        assert one.price > 0
        assert set(one.segments) <= coming
        assert one.segments or one.open_requests, "whoever costs something is wanted by somebody"
        assert sum(one.segments.values()) <= carrying[person].left + 1e-6


def test_what_is_no_call_or_visit_keeps_nobody_and_takes_none_of_their_calls() -> None:
    star, other = Candidate(person="star", worth=0.9), Candidate(person="other", worth=0.5)
    calls = [Request(id="calls", candidates=(star, other), how_many=3.5, on=MONTHS[0])]
    quotes = [Request(id="quotes", candidates=(star, other), how_many=9.0, on=MONTHS[0], live=False)]
    where = {"calls": "health", "quotes": "health"}
    alone = kept([], calls, where, {}, load_cost=0.1)
    assert kept([], [*calls, *quotes], where, {}, load_cost=0.1) == alone
    assert alone["star"].segments == {"health": 2.0}
    assert kept([], quotes, where, {}, load_cost=0.1) == {}


def test_more_of_what_is_expected_makes_nobody_cheaper_who_is_kept_for_it() -> None:
    star, other = Candidate(person="star", worth=0.9), Candidate(person="other", worth=0.5)
    costs = []
    for count in (1.0, 2.5, 5.0, 9.0):
        coming = [Request(id="k", candidates=(star, other), how_many=count)]
        found = kept([], coming, {"k": "health"}, {}, load_cost=0.0)
        costs.append(found["star"].price if "star" in found else 0.0)
    assert costs == sorted(costs)
    assert costs[0] == 0.0
    assert costs[-1] > 0.3


def test_one_open_request_alone_makes_nobody_dear() -> None:
    ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.2)
    wants = Request(id="r", candidates=(ana, bo), how_many=2)
    assert kept([wants], [], {}, {}, load_cost=0.15) == {}, "she is not asked twice for it"


TODAY = date(2026, 12, 1)
MONTHS = [TODAY + timedelta(days=15 + 30 * month) for month in range(3)]


def until(days: int) -> date:
    return TODAY + timedelta(days=days)


def ready(**said: object) -> Decision:
    """Somebody in whose way nothing else is."""
    return Decision(standing=READY.standing, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "months"),
    [
        (ready(), [0, 1, 2]),
        (ready(stops={"rests_after_ask": until(14)}), [0, 1, 2]),
        (ready(stops={"rests_after_ask": until(15)}), [1, 2]),
        (ready(stops={"rests_after_no": until(44)}), [1, 2]),
        (ready(stops={"paused": until(74)}), [2]),
        (ready(stops={"paused": until(75)}), []),
        (ready(full={"live_in_quarter": until(20)}, load=2.0, frees=(until(21),)), [1, 2]),
        (ready(full={"live_in_quarter": until(20), "live_in_year": until(50)}, load=2.0), [2]),
        (ready(holds={HoldKind.RENEWAL: until(30)}), [1, 2]),
        (ready(holds={HoldKind.BY_HAND: None, HoldKind.RENEWAL: until(3)}), []),
        (ready(stops={"asked_already": None}), []),
        (ready(away=frozenset({"opted_out"})), []),
        (ready(away=frozenset({"invitations_withdrawn"})), []),
        (ready(refused=frozenset({"reference_call"})), []),
        (ready(exposure=0), []),
        (ready(permissions={"": PermissionSaid(allowed=Allowed.NEVER)}), []),
        (ready(permissions={"": PermissionSaid(allowed=Allowed.NEVER, until=until(40))}), [1, 2]),
    ],
)
def test_a_month_counts_whoever_may_be_asked_in_it(row: Decision, months: list[int]) -> None:
    pool = Pool.of([Company(id="acme")], [somebody("ana", decision=row)])
    kinds = [Kind(id=f"{number}", segment="", need=Need(activity="reference_call"), count=1.0, on=on)
             for number, on in enumerate(MONTHS)]  # fmt: skip
    assert [int(one.id) for one in to_come(kinds, pool, POLICY, most=5)] == months


DAYS = st.integers(0, 5)


@st.composite
def over_time(draw: st.DrawFn) -> tuple[list[Request], dict[str, Carrying]]:
    """Requests of this and other days, and people some of whose uses come back on one of them."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        worth = draw(st.dictionaries(st.sampled_from(PEOPLE[:3]), WORTH, min_size=1))
        could = tuple(Candidate(person=name, worth=of) for name, of in sorted(worth.items()))
        on = draw(st.none() | DAYS.map(until))
        live = draw(st.sampled_from((True, True, False)))
        made.append(Request(id=f"r{number}", candidates=could, how_many=draw(st.integers(1, 2)), on=on, live=live))
    carrying = {}
    for name in PEOPLE[:3]:
        load = draw(st.integers(0, 2))
        carrying[name] = Carrying(load=load, cap=2, frees=tuple(map(until, draw(st.lists(DAYS, max_size=load)))))
    return made, carrying


def worth_over_time(chosen: list[tuple[Request, Candidate]], carrying: dict[str, Carrying]) -> float | None:
    """What a choice is worth; None where it asks somebody on a day on which they are full. Counted one by one."""
    whole = sum(able.worth for _request, able in chosen)
    if any(sum(one.id == request.id for one, _able in chosen) > request.how_many for request, _able in chosen):
        return None
    for name, has in carrying.items():
        mine = [request for request, able in chosen if able.person == name]
        days = sorted(request.on or TODAY - timedelta(days=1) for request in mine if request.live)
        beside = [request.on for request in mine if not request.live]
        if len(set(beside)) < len(beside):
            return None
        whole -= sum(0.1 * (has.load - sum(on is not None and free <= on for free in has.frees)) / has.cap
                     for on in beside)  # fmt: skip
        for before, day in enumerate(days):
            if before >= has.left + sum(free <= day for free in has.frees):
                return None
        cheap = has.costs(0.1)[: len(days)]
        whole -= sum(cheap) + (len(days) - len(cheap)) * has.costs_later(0.1)
    return whole


@settings(max_examples=60)
@given(over_time())
def test_nobody_is_used_before_they_are_free_and_nothing_is_better(
    world: tuple[list[Request], dict[str, Carrying]],
) -> None:
    requests, carrying = world
    pairs = [(request, able) for request in requests for able in request.candidates]
    found = (worth_over_time(list(some), carrying) for size in range(len(pairs) + 1)
             for some in itertools.combinations(pairs, size))  # fmt: skip
    best = max(worth for worth in found if worth is not None)
    program = laid(requests, carrying, 0.1)
    answer = solved(program)
    assert answer.value == pytest.approx(best, abs=1e-9)
    assert answer.bound == pytest.approx(best, abs=1e-9)
    taken = [(requests[at], next(able for able in requests[at].candidates if able.person == program.people[who]))
             for x, who, at in zip(answer.x, program.person, program.request, strict=True) if x > 0.5]  # fmt: skip
    assert worth_over_time(taken, carrying) == pytest.approx(best, abs=1e-9)


@settings(max_examples=40)
@given(over_time())
def test_what_comes_back_later_is_worth_something_and_never_more_than_today(
    world: tuple[list[Request], dict[str, Carrying]],
) -> None:
    requests, carrying = world

    def value(frees: date | None) -> float:
        told = {name: Carrying(load=one.load, cap=one.cap, frees=(frees,) * len(one.frees) if frees else ())
                for name, one in carrying.items()}  # fmt: skip
        return solved(laid(requests, told, 0.1)).value

    as_it_is = solved(laid(requests, carrying, 0.1)).value
    assert value(None) - 1e-9 <= as_it_is <= value(date.min) + 1e-9


def test_who_is_full_today_makes_others_cheaper_for_the_month_in_which_they_are_free() -> None:
    """Ana is full; from January on she may give a call again. Bo need not be kept for January then."""
    ana, bo, cy = (Candidate(person=name, worth=worth) for name, worth in (("ana", 0.9), ("bo", 0.8), ("cy", 0.3)))
    needs = [Request(id="dec", candidates=(bo, cy), how_many=2.0, on=MONTHS[0]),
             Request(id="jan", candidates=(ana, bo, cy), how_many=1.0, on=MONTHS[1])]  # fmt: skip
    where = {"dec": "health", "jan": "health"}
    full = {"ana": Carrying(load=2, cap=2), "bo": Carrying(load=0, cap=2)}
    before = kept([], needs, where, full, load_cost=0.0)
    assert before["bo"].price == pytest.approx(0.5)
    after = kept([], needs, where, full | {"ana": Carrying(load=2, cap=2, frees=(until(31),))}, load_cost=0.0)
    assert after == {}, "and nobody asks Ana today, so that she has no price"
    late = kept([], needs, where, full | {"ana": Carrying(load=2, cap=2, frees=(until(46),))}, load_cost=0.0)
    assert late == before, "what comes back after the day serves nobody"


@settings(max_examples=40)
@given(
    told=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=5),
    activity=st.sampled_from(("reference_call", "private_quote")), most=st.integers(1, 3),
)  # fmt: skip
def test_the_best_for_a_month_are_cut_by_what_they_carry_in_it(
    told: list[tuple[int, int, int]], activity: str, most: int
) -> None:
    """Everybody is as good as the other but for what they carry and how gladly they would; nobody is full for ever."""
    people, carried = [], {}
    for number, (load, free, willing) in enumerate(told):
        frees = tuple(MONTHS[at] for at in range(min(load, free)))
        glad = frozenset({activity} if willing else ())
        people.append(somebody(f"p{number}", decision=ready(load=float(load), frees=frees, gladly=glad)))
        carried[f"p{number}"] = [load - sum(day <= on for day in frees) for on in MONTHS]
    pool = Pool.of([Company(id="acme")], people)
    pool.price({"p0": 0.2})
    kinds = [Kind(id=f"{number}", segment="", need=Need(activity=activity), count=1.0, on=on)
             for number, on in enumerate(MONTHS)]  # fmt: skip
    cost, glad_is = POLICY.reference.cost, POLICY.reference.passion.willing
    live = activity == "reference_call"
    for month, request in enumerate(to_come(kinds, pool, POLICY, most=most)):
        worth = {f"p{at}": 0.5 + willing * glad_is for at, (_load, _free, willing) in enumerate(told)}
        score = {one: round(worth[one] - cost.load * carried[one][month] / 2 - 0.2 * (live and one == "p0"), 6)
                 for one in worth}  # fmt: skip
        first = sorted(worth, key=lambda one: (-score[one], one))[:most]
        assert request.live is live
        assert [one.person for one in request.candidates] == first
        assert [one.worth for one in request.candidates] == pytest.approx([worth[one] * cost.later for one in first])
