"""How likely a yes is: which asks count, what leans on what, and what an estimate says of itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.policy import load, read
from vouch.matching.yes_rate import Outcome, Rates, Step, learn
from vouch.matching.yes_rate.beta_binomial import likeliest_kappa
from vouch.matching.yes_rate.rates import Level

TODAY = date(2026, 11, 25)
POLICY = load()


def outcome(yes: bool, days_ago: int = 100, **said: Any) -> Outcome:
    plain: dict[str, Any] = {"contact": "bo", "activity": "reference_call", "personality": "educator", "step": 1}
    return Outcome(said_yes=yes, on=TODAY - timedelta(days=days_ago), **(plain | said))


def learned(*outcomes: Outcome) -> Rates:
    return learn(outcomes, POLICY, today=TODAY)


OUTCOMES = st.lists(
    st.builds(
        Outcome,
        contact=st.sampled_from(["ana", "bo", "cy"]),
        activity=st.sampled_from(["reference_call", "webinar", "gone_rung"]),
        personality=st.sampled_from([None, "educator", "validator"]),
        step=st.integers(-1, 3),
        said_yes=st.booleans(),
        on=st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days)),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("days_ago", "answered_after", "counts"),
    [(21, 3, None), (22, 3, True), (22, 21, True), (40, 22, False), (40, None, True)],
)
def test_only_asks_that_ran_out_count_and_a_late_yes_is_a_no(
    days_ago: int, answered_after: int | None, counts: bool | None
) -> None:
    on = TODAY - timedelta(days=days_ago)
    answered = None if answered_after is None else on + timedelta(days=answered_after)
    found = learned(outcome(True, days_ago, answered_on=answered)).groups[()]
    assert (found.n, found.yes) == ((0, 0) if counts is None else (1, int(counts)))


def test_fresh_yeses_do_not_flatter() -> None:
    old = [outcome(number % 2 == 0) for number in range(40)]
    fresh = [outcome(True, 5) for _ in range(40)]
    of = ("ana", "reference_call", "educator", 1)
    assert learned(*old, *fresh).of(*of) == learned(*old).of(*of)


def test_each_level_leans_on_the_one_above_by_kappa() -> None:
    rates = learned(*(outcome(True) for _ in range(3)), outcome(False, activity="webinar"))
    assert rates.kappas == (10.0, 10.0, 10.0)
    everybody = (1 + 3) / (2 + 4)
    act = (10 * everybody + 3) / 13
    of_type = (10 * act + 3) / 13
    assert rates.of("new", "reference_call", "educator", 1).mean == pytest.approx((10 * of_type + 3) / 13)
    assert rates.of("new", "reference_call", "validator", 1).mean == pytest.approx(act)
    assert rates.of("new", "site_visit", None, 1).mean == pytest.approx(everybody)


def test_a_persons_own_answers_about_the_same_are_the_plain_formula() -> None:
    others = [outcome(number < 6, contact=f"other{number}") for number in range(10)]
    rates = learned(*others, outcome(True, contact="ana"), outcome(True, contact="ana"))
    group = rates.of("nobody", "reference_call", "educator", 1).mean
    assert rates.of("ana", "reference_call", "educator", 1).mean == pytest.approx((20 * group + 2) / 22)


def test_a_persons_yeses_to_one_thing_raise_their_rate_for_another() -> None:
    others = [outcome(number % 2 == 0, activity=kind, contact=f"o{number}")
              for number in range(20) for kind in ("webinar", "reference_call")]  # fmt: skip
    rates = learned(*others, *(outcome(True, contact="ana") for _ in range(4)),
                    *(outcome(False, contact="cy") for _ in range(4)))  # fmt: skip
    ana, new, cy = (rates.of(who, "webinar", "educator", 1).mean for who in ("ana", "new", "cy"))
    assert ana > new > cy


def test_an_estimate_says_on_which_level_it_rests() -> None:
    asks = [outcome(number % 3 == 0, contact=f"o{number}") for number in range(30)]
    rates = learned(*asks, outcome(True, contact="ana"))
    near = rates.of("new", "reference_call", "educator", 1)
    assert near.rests_on == (
        "31 asks for a reference call with one prospect of educators, one step further than they had gone before"
    )
    assert near.words.endswith(f"in 100, from {near.rests_on}")
    assert rates.of("ana", "reference_call", "educator", 1).rests_on.startswith("1 of their own answer, and 31 asks")
    assert rates.of("new", "webinar", None, 1).rests_on == "31 asks of any kind"


def test_below_enough_asks_there_are_words_and_a_caution_but_still_a_rate_to_rank_by() -> None:
    rate = learned(outcome(True)).of("new", "reference_call", "educator", 1)
    assert not rate.enough
    assert rate.words == "not enough evidence: 1 ask of any kind, 20 needed"
    assert rate.cautions == ("Fewer than 20 asks: mostly a first guess.",)
    assert 0.5 < rate.mean < 1


def test_the_interval_narrows_as_asks_come_in() -> None:
    def width(count: int) -> float:
        rate = learned(*(outcome(n % 2 == 0, contact=f"o{n}") for n in range(count))).of("x", "reference_call", None, 1)
        return rate.high - rate.low

    assert width(4) > width(20) > width(200)


def test_a_group_that_leans_on_little_is_less_sure_than_kappa_says() -> None:
    sure, unsure = Level(500, 1000, 0.5, 1000.0), Level(1, 2, 0.5, 4.0)
    assert sure.below(10, 0, 0).weight == pytest.approx(10, abs=0.2)
    assert unsure.below(10, 0, 0).weight < 5
    assert sure.below(10, 6, 8).mean == unsure.below(10, 6, 8).mean


def test_kappa_is_learned_from_how_groups_differ() -> None:
    alike = likeliest_kappa([0.5] * 8, [10] * 8, [20] * 8, least=2, most=50)
    apart = likeliest_kappa([0.5] * 8, [1, 19] * 4, [20] * 8, least=2, most=50)
    assert alike == pytest.approx(50, rel=1e-6)
    assert apart == pytest.approx(2, rel=1e-6)


def test_with_groups_enough_it_is_learned_and_else_it_is_the_policys() -> None:
    kinds = list(POLICY.ladder)[:6]
    apart = [outcome(number % 2 == 0, activity=kind, contact=f"{kind}{n}")
             for number, kind in enumerate(kinds) for n in range(12)]  # fmt: skip
    assert learned(*apart).kappas[0] < 3
    assert learned(*apart[: 4 * 12]).kappas[0] == 10.0
    fewer = read("[next_ask.yes_rate]\nkappa_from_groups = 4")
    assert learn(apart[: 4 * 12], fewer, today=TODAY).kappas[0] < 3


@given(outcomes=OUTCOMES, chance=st.randoms(use_true_random=False))
def test_the_order_of_the_outcomes_changes_nothing(outcomes: list[Outcome], chance: Any) -> None:
    mixed = list(outcomes)
    chance.shuffle(mixed)
    for who in ("ana", "new"):
        of = (who, "reference_call", "educator", 1)
        assert learned(*mixed).of(*of) == learned(*outcomes).of(*of)


@given(outcomes=OUTCOMES, who=st.sampled_from(["ana", "new"]), step=st.integers(-1, 3))
def test_a_rate_stays_within_its_interval_and_one_more_yes_never_lowers_it(
    outcomes: list[Outcome], who: str, step: int
) -> None:
    # kappa is held: how groups differ is learned from all of them, and may move either way
    held = read("[next_ask.yes_rate]\nkappa_from_groups = 1000")
    of = (who, "webinar", "validator", step)
    before = learn(outcomes, held, today=TODAY).of(*of)
    assert 0 < before.low < before.mean < before.high < 1
    yes = outcome(True, contact=who, activity="webinar", personality="validator", step=step)
    assert learn([*outcomes, yes], held, today=TODAY).of(*of).mean >= before.mean - 1e-9


def test_steps_fall_into_three() -> None:
    assert [Step.of(steps) for steps in (-3, 0, 1, 2, 5)] == [
        Step.NO_FURTHER, Step.NO_FURTHER, Step.ONE, Step.MORE, Step.MORE,
    ]  # fmt: skip
