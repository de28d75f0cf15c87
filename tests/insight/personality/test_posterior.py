"""The figures of the method, and what must hold whatever the evidence is."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.personality.people import DAY, POLICY, C, E, S, V, act, answers, guesses, of
from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import Policy
from vouch.insight.personality import Answer, Behaviour, Evidence, How, believe, dirichlet_multinomial, posterior, prior

QUESTIONS = POLICY.personality.questions
WIDE: Policy = POLICY.model_copy(
    update={
        "personality": POLICY.personality.model_copy(update={"questions": {**QUESTIONS, "third": QUESTIONS["part"]}})
    }
)
"""Policy with a third question, so that three answers can agree."""


@pytest.mark.parametrize(
    ("says", "first", "second"),
    [
        ((E,), ".600", ".133"),
        ((E, E), ".871", ".043"),
        ((E, V), ".409", ".409"),
        ((E, E, V), ".757", ".168"),
        ((E, E, E), ".968", ".011"),
    ],
)
def test_the_figures_of_the_method_come_out_to_the_digit(
    says: tuple[Personality, ...], first: str, second: str
) -> None:
    told = [
        Answer(on=DAY, question=name, says=one) for name, one in zip(("part", "thanks", "third"), says, strict=False)
    ]
    shares = posterior(of(told), WIDE)
    assert (f"{shares[E]:.3f}"[1:], f"{shares[V]:.3f}"[1:]) == (first, second)


def test_the_dirichlet_multinomial_gives_the_published_chances() -> None:
    assert f"{dirichlet_multinomial((2, 1, 0), (1, 1, 1)):.4f}" == "0.1000"
    assert f"{dirichlet_multinomial((3, 0, 0, 0), (1, 1, 1, 1)):.4f}" == "0.0500"
    assert f"{dirichlet_multinomial((1, 1, 1), (2, 2, 2)):.6f}" == "0.142857"


def test_a_colleagues_guess_weighs_less_than_an_answer_and_three_acts_less_than_three_times_one() -> None:
    assert posterior(of(told=guesses(E)), POLICY)[E] == pytest.approx(0.45)
    one = posterior(of(did=[act("community_answer", how=How.VOLUNTEERED)]), POLICY)
    three = posterior(of(did=[act("community_answer", how=How.VOLUNTEERED)] * 3), POLICY)
    held = 1 / (1 + 0.3 * 2)
    assert one[E] / one[V] == pytest.approx(1.5 / 0.8)
    assert three[E] / three[V] == pytest.approx((1.5 / 0.8) ** (3 * held))


def test_a_single_ask_counts_half_and_a_no_counts_too() -> None:
    asked = posterior(of(did=[act("community_answer")]), POLICY)
    assert asked[E] / asked[V] == pytest.approx((1.5 / 0.8) ** 0.5)
    declined = posterior(of(did=[act("community_answer", said_yes=False)]), POLICY)
    assert declined[E] / declined[V] == pytest.approx(((1 - 0.4 * 1.5) / (1 - 0.4 * 0.8)) ** 0.5)


def test_an_open_invitation_and_a_rung_that_fits_nobody_say_nothing() -> None:
    shares = posterior(of(did=[act("public_review"), act("logo", said_yes=False), act("unheard_of")]), POLICY)
    assert set(shares.values()) == {0.25}
    assert believe(of(did=[act("logo")]), POLICY, today=DAY).kinds == ()


def test_the_prior_is_even_without_a_study_and_moves_with_the_programmes_own_people() -> None:
    rules = POLICY.personality.prior
    assert set(prior(rules).values()) == {0.25}
    assert prior(rules, {C: 8})[C] == pytest.approx(10 / 16)
    study = rules.model_copy(update={"source": "A study, page 3", "shares": {E: 0.1, V: 0.2, S: 0.3, C: 0.4}})
    assert prior(study, {E: 2})[E] == pytest.approx((0.8 + 2) / 10)


RUNGS = st.sampled_from([name for name, rung in POLICY.ladder.items() if not rung.open_invitation])
ACTS = st.builds(act, RUNGS, st.booleans(), st.sampled_from(list(How)))
ONE = st.sampled_from(list(Personality))
PEOPLE = st.builds(
    lambda says, did, told: of(answers(*says), did, guesses(*told)),
    st.lists(ONE, max_size=2),
    st.lists(ACTS, max_size=8),
    st.lists(ONE, max_size=3),
)


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(one: Evidence, lot: random.Random) -> None:
    mixed = [list(part) for part in (one.answers, one.behaviour, one.guesses)]
    for part in mixed:
        lot.shuffle(part)  # type: ignore[arg-type]
    assert believe(Evidence(*mixed), POLICY, today=DAY) == believe(one, POLICY, today=DAY)  # type: ignore[arg-type]


@given(PEOPLE)
def test_the_four_chances_add_up_to_one_and_none_is_shut_out(one: Evidence) -> None:
    shares = posterior(one, POLICY)
    assert sum(shares.values()) == pytest.approx(1)
    assert min(shares.values()) > 0


@given(st.lists(ONE, max_size=2), st.lists(ONE, max_size=3), st.sampled_from(list(permutations(Personality))))
def test_other_names_for_the_types_give_the_same_answer_under_those_names(
    says: list[Personality], told: list[Personality], names: tuple[Personality, ...]
) -> None:
    other = dict(zip(Personality, names, strict=True))
    shares = posterior(of(answers(*says), told=guesses(*told)), POLICY)
    renamed = posterior(of(answers(*(other[one] for one in says)), told=guesses(*(other[one] for one in told))), POLICY)
    for one in Personality:
        assert renamed[other[one]] == pytest.approx(shares[one])


@given(ONE, st.integers(1, 12), st.lists(ONE, max_size=2))
def test_more_of_the_same_never_lowers_what_it_speaks_for(
    one: Personality, times: int, says: list[Personality]
) -> None:
    activity = next(name for name, rung in POLICY.ladder.items() if rung.fits == (one,) or one in rung.fits)
    for how in How:
        fewer = posterior(of(answers(*says), [act(activity, how=how)] * times), POLICY)[one]
        more = posterior(of(answers(*says), [act(activity, how=how)] * (times + 1)), POLICY)[one]
        assert more >= fewer - 1e-12
    told = [posterior(of(answers(*says), told=guesses(*[one] * n)), POLICY)[one] for n in (times, times + 1)]
    assert told[1] >= told[0]


@settings(max_examples=200)
@given(st.permutations(list(Personality)), st.booleans())
def test_answers_that_contradict_each_other_stay_unknown_or_leaning(
    order: list[Personality], by_colleague: bool
) -> None:
    first, other = order[:2]
    alone = believe(of(answers(first, other)), POLICY, today=DAY)
    assert (alone.known, alone.leads) == (Known.UNKNOWN, None)
    if by_colleague:
        helped = believe(of(answers(first, other), told=guesses(first)), POLICY, today=DAY)
        assert helped.known in (Known.UNKNOWN, Known.LEANING)
        assert helped.second in (None, other)


@given(PEOPLE, st.sampled_from([act("logo"), act("public_review", said_yes=False)]))
def test_what_says_nothing_changes_nothing(one: Evidence, nothing: Behaviour) -> None:
    assert posterior(Evidence(one.answers, [*one.behaviour, nothing], one.guesses), POLICY) == posterior(one, POLICY)


def test_every_personality_can_be_found() -> None:
    for one in (E, V, S, C):
        found = believe(of(answers(one, one), told=guesses(one)), POLICY, today=DAY)
        assert (found.known, found.leads) == (Known.ASSIGNED, one)
