"""What an ask is worth: parts that add up, conditions that nothing outweighs, small steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.people import POLICY, candidate, crowds
from vouch.domain.policy import read
from vouch.domain.stages import GateState
from vouch.matching.next_ask import Candidate, Reached, Willingness, Worths, both, need, step, value, willingness, win
from vouch.matching.yes_rate.beta_binomial import rate_of


def test_the_parts_of_one_ask_by_hand() -> None:
    rule = POLICY.next_ask
    worth = value(candidate(load=3, cap=6, declines=1, days_to_renewal=90), POLICY)
    assert worth.need == pytest.approx(0.6 * 1.0)
    assert worth.person == pytest.approx(0.6 * 0.7)
    assert worth.decline == pytest.approx(-0.4 * rule.decline.loss * 1.5 * 2)
    assert worth.effort == pytest.approx(-rule.cost.effort)
    assert worth.load == pytest.approx(-rule.cost.load / 2)
    assert worth.total == pytest.approx(sum(amount for _, amount in worth.parts))


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"value_person": 0.2, "value_need": 100.0}, "too little"),
        ({"value_need": 0.0, "value_person": 100.0}, "Nobody here needs"),
        ({"step": 2}, "2 steps beyond"),
        ({"first": True, "rewarded": True}, "announces no reward"),
    ],
)
def test_a_condition_is_outweighed_by_nothing(said: dict[str, Any], about: str) -> None:
    worth = value(candidate(**said), POLICY)
    assert not worth.may_be
    assert len(worth.against) == 1
    assert about in worth.against[0]


def test_two_steps_in_both_are_refused_whatever_the_policy_says() -> None:
    wide = read("[next_ask.step]\nlargest = 5")
    case = wide.ladder["case_study"]
    far, near = Reached(1, 2), Reached(2, 0)
    assert value(candidate(activity="case_study", step=step(case, far), both=both(case, far)), wide).against
    assert not value(candidate(activity="case_study", step=step(case, near), both=both(case, near)), wide).against


def test_an_open_invitation_is_refused() -> None:
    for name, rung in POLICY.ladder.items():
        if rung.open_invitation:
            with pytest.raises(ValueError, match="open invitation"):
                value(candidate(activity=name), POLICY)


@given(crowds())
def test_what_is_worked_out_once_is_what_each_is_worth(crowd: list[Candidate]) -> None:
    worths = Worths(POLICY)
    again = [*crowd, *(one.needed(0.25) for one in crowd)]
    assert [worths.of(one) for one in again] == [value(one, POLICY) for one in again]


def test_the_same_ask_of_another_or_needed_less_differs_in_nothing_else() -> None:
    one = candidate(load=2, declines=1, owner="di", why_need="Needed.", goals=("career",), first=True, both=1)
    assert one.whose("bo", "lund", "ed") == replace(one, contact="bo", account="lund", owner="ed")
    assert one.needed(0.5) == replace(one, value_need=0.5)


def test_what_we_need_diminishes_with_what_there_is() -> None:
    call = POLICY.ladder["reference_call"]
    assert [need(call, POLICY, stock=stock) for stock in (0, 1, 3)] == [1.0, 0.5, 0.25]
    assert need(POLICY.ladder["webinar"], POLICY, demand={"reach": 2.0}) == pytest.approx(1.2)
    assert need(POLICY.ladder["public_review"], POLICY, demand={"reach": 0.0}) == 0


def test_what_suits_somebody_gives_them_more_and_what_they_dislike_is_never_asked() -> None:
    talk = POLICY.ladder["conference_talk"]
    plain, suits, second = (win(talk, POLICY, **one) for one in (
        {}, {"personality": "educator"}, {"personality": "collaborator", "second": "educator"},
    ))  # fmt: skip
    assert plain < second < suits
    assert win(talk, POLICY, goals=1) > plain >= POLICY.next_ask.win.least
    assert win(talk, POLICY, disliked=True) < POLICY.next_ask.win.least


def test_unknown_attitude_is_open_and_never_guarded() -> None:
    assert willingness(None) is willingness(GateState.UNKNOWN, acted=True) is Willingness.OPEN
    assert willingness(GateState.MET) is Willingness.OPEN
    assert willingness(GateState.MET, joined=True) is Willingness.WILLING
    assert willingness(GateState.CONTRADICTED, acted=True) is Willingness.GUARDED


def test_nobody_who_may_carry_nothing_is_a_candidate() -> None:
    with pytest.raises(ValueError, match="no candidate"):
        candidate(cap=0)


@given(crowd=crowds(most=2), more=st.sampled_from(["yes", "need", "person"]))
def test_more_of_what_is_good_never_lowers_the_worth(crowd: list[Candidate], more: str) -> None:
    for one in crowd:
        raised = {
            "yes": {"rate": rate_of(one.rate.beta[0] + 5, one.rate.beta[1])},
            "need": {"value_need": one.value_need + 1},
            "person": {"value_person": one.value_person + 1},
        }[more]
        better = candidate(**({key: getattr(one, key) for key in one.__dataclass_fields__} | raised))
        assert value(better, POLICY).total >= value(one, POLICY).total
