"""The month planned at once: within every limit, as good as the linear program, the willing first, and why others
wait.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.matching.people import ACTIVITIES, POLICY, candidate, crowds
from vouch.matching.month import Caps, MonthPlan, plan
from vouch.matching.next_ask import Candidate, Willingness, value

ONE_BAND = st.just(Willingness.OPEN)
CAP = st.one_of(st.none(), st.integers(0, 3))
CAPS = st.builds(
    Caps,
    account=CAP,
    owner_week=CAP,
    activity=st.dictionaries(st.sampled_from(ACTIVITIES), st.integers(0, 2)),
    asks=st.one_of(st.none(), st.integers(0, 6)),
    weeks=st.integers(1, 3),
)


def limits(candidates: list[Candidate], caps: Caps) -> list[tuple[list[int], int]]:
    """Every limit as the pairs under it and how much it allows; written again here, from the caps themselves."""
    kinds: dict[Any, tuple[list[int], int]] = {}
    for number, one in enumerate(candidates):
        week = caps.of_owner_week(one.owner)
        for key, cap in (
            (("person", one.contact), 1),
            (("account", one.account), caps.of_account(one.account)),
            (("owner", one.owner), None if week is None else week * caps.weeks),
            (("activity", one.activity), caps.activity.get(one.activity)),
            (("asks",), caps.asks),
        ):
            if cap is not None:
                kinds.setdefault(key, ([], cap))[0].append(number)
    return list(kinds.values())


def best_by_program(candidates: list[Candidate], caps: Caps) -> float:
    fitting = [one for one in candidates if value(one, POLICY).may_be]
    if not fitting:
        return 0.0
    rows = limits(fitting, caps)
    matrix = np.zeros((len(rows), len(fitting)))
    for row, (under, _) in enumerate(rows):
        matrix[row, under] = 1
    worths = np.array([value(one, POLICY).total for one in fitting])
    found = linprog(-worths, A_ub=matrix, b_ub=[cap for _, cap in rows], bounds=(0, 1), method="highs-ipm")
    return float(-found.fun)


def greedy(candidates: list[Candidate], caps: Caps) -> float:
    left = [(set(under), [cap]) for under, cap in limits(candidates, caps)]
    whole = 0.0
    ranked = sorted(range(len(candidates)), key=lambda n: -value(candidates[n], POLICY).total)
    for number in ranked:
        mine = [room for under, room in left if number in under]
        worth = value(candidates[number], POLICY)
        if worth.may_be and all(room[0] > 0 for room in mine):
            whole += worth.total
            for room in mine:
                room[0] -= 1
    return whole


def placed(month: MonthPlan) -> set[tuple[str, str]]:
    return {one.candidate.key for one in month.pairs}


@given(crowd=crowds(willing=ONE_BAND), caps=CAPS)
def test_the_plan_is_as_good_as_the_linear_program_and_no_worse_than_greedy(crowd: list[Candidate], caps: Caps) -> None:
    month = plan(crowd, caps, POLICY)
    assert month.value == pytest.approx(best_by_program(crowd, caps), abs=1e-7)
    assert month.value == pytest.approx(sum(one.worth.total for one in month.pairs))
    assert month.value >= greedy(crowd, caps) - 1e-9
    assert month.bound >= month.value - 1e-9
    assert month.gap <= 1e-7


@given(crowd=crowds(), caps=CAPS)
def test_the_plan_keeps_within_every_limit(crowd: list[Candidate], caps: Caps) -> None:
    month = plan(crowd, caps, POLICY)
    chosen = [one.candidate for one in month.pairs]
    assert all(len(under) <= cap for under, cap in limits(chosen, caps))
    weeks = Counter((one.week, one.candidate.owner) for one in month.pairs)
    assert all(caps.owner_week is None or count <= caps.owner_week for count in weeks.values())
    assert {one.week for one in month.pairs} <= set(range(1, caps.weeks + 1))


@given(crowd=crowds(), caps=CAPS, chance=st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nothing(crowd: list[Candidate], caps: Caps, chance: Any) -> None:
    mixed = list(crowd)
    chance.shuffle(mixed)
    assert plan(mixed, caps, POLICY) == plan(crowd, caps, POLICY)


@given(crowd=crowds(), caps=CAPS)
def test_nobody_more_willing_gives_way_to_somebody_less(crowd: list[Candidate], caps: Caps) -> None:
    willing = [one for one in crowd if one.willing is Willingness.WILLING]
    with_all, alone = plan(crowd, caps, POLICY), plan(willing, caps, POLICY)
    assert placed(alone) == {one.candidate.key for one in with_all.pairs if one.candidate in willing}


@given(crowd=crowds(), caps=CAPS)
def test_everybody_who_could_be_asked_is_in_the_month_or_is_told_what_is_in_the_way(
    crowd: list[Candidate], caps: Caps
) -> None:
    month = plan(crowd, caps, POLICY)
    could = {one.contact for one in crowd if value(one, POLICY).may_be}
    told = [one.candidate.contact for one in (*month.pairs, *month.unplaced)]
    assert sorted(told) == sorted(could)
    assert all(one.reason for one in month.unplaced)


def test_the_first_limit_in_the_way_is_named_with_what_one_more_would_add() -> None:
    crowd = [candidate(f"c{n}", account="acme" if n < 3 else "zeta", value_need=2 - n / 10) for n in range(5)]
    month = plan(crowd, Caps(account=2, activity={"private_quote": 3}), POLICY)
    assert [one.candidate.contact for one in month.pairs] == ["c0", "c1", "c3"]
    told = {one.candidate.contact: (one.limit, one.reason) for one in month.unplaced}
    assert told["c2"] == ("account", "Their company has its 2 of the month.")
    assert told["c4"] == ("activity", "All 3 places of the month for a private quote are taken.")
    one_more = plan(crowd, Caps(account=2, activity={"private_quote": 4}), POLICY)
    assert 1 < one_more.value - month.value <= month.prices["activity", "private_quote"]


@given(crowd=crowds(willing=ONE_BAND), caps=CAPS)
def test_one_more_place_adds_no_more_than_its_price(crowd: list[Candidate], caps: Caps) -> None:
    month = plan(crowd, caps, POLICY)
    for activity, cap in caps.activity.items():
        wider = replace(caps, activity={**caps.activity, activity: cap + 1})
        added = plan(crowd, wider, POLICY).value - month.value
        assert -1e-9 <= added <= month.prices.get(("activity", activity), 0.0) + 1e-7


def test_greedy_is_not_always_the_best() -> None:
    crowd = [
        candidate("ana", "private_quote", value_need=1.0),
        candidate("ana", "feedback", value_need=0.95),
        candidate("bo", "private_quote", value_need=0.9),
    ]
    caps = Caps(account=None, activity={"private_quote": 1})
    month = plan(crowd, caps, POLICY)
    assert placed(month) == {("ana", "feedback"), ("bo", "private_quote")}
    assert month.value > greedy(crowd, caps) + 0.1


def test_an_account_with_two_owners_is_refused() -> None:
    with pytest.raises(ValueError, match="two owners"):
        plan([candidate("ana", owner="x"), candidate("bo", owner="y")], Caps(), POLICY)


def test_a_person_in_two_accounts_is_refused() -> None:
    with pytest.raises(ValueError, match="two accounts"):
        plan([candidate("ana", account="acme"), candidate("ana", "feedback", account="zeta")], Caps(), POLICY)


def test_open_invitations_are_in_no_plan() -> None:
    with pytest.raises(ValueError, match="open invitation"):
        plan([candidate(activity="peer_insights_review")], Caps(), POLICY)


def test_nobody_makes_an_empty_month() -> None:
    month = plan([], Caps(), POLICY)
    assert (month.pairs, month.value, month.bound, month.unplaced) == ((), 0.0, 0.0, ())


@pytest.mark.parametrize("wrong", [{"account": -1}, {"weeks": 0}, {"activity": {"webinar": -2}}])
def test_limits_below_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a cap is 0 or more"):
        Caps(**wrong)
