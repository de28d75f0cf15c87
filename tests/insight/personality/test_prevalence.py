"""How many of each there are, with nobody forced into a type."""

from __future__ import annotations

import pytest
from scipy.stats import beta

from tests.insight.personality.people import POLICY, C, E, S, V
from vouch.domain.personalities import Known, Personality
from vouch.insight.personality import Person, prevalence

EVEN = dict.fromkeys(Personality, 0.25)


def sure(one: Personality, n: int, *groups: tuple[str, str]) -> list[Person]:
    """So many people who said what they are."""
    shares = {kind: float(kind is one) for kind in Personality}
    return [Person(known=Known.STATED, shares=shares, groups=groups)] * n


def unknown(n: int, known: Known = Known.UNKNOWN, *groups: tuple[str, str]) -> list[Person]:
    """So many of whom it is not known."""
    return [Person(known=known, shares=EVEN, groups=groups)] * n


def test_the_unknown_are_nobodys_and_the_bounds_say_what_they_could_be() -> None:
    told = prevalence([*sure(E, 30), *sure(V, 10), *unknown(50), *unknown(10, Known.MAY_BE)], POLICY)["", ""]
    assert (told.people, told.known, told.unknown, told.may_be, told.stated) == (100, 40, 60, 10, 40)
    assert (told.of[E].expected, told.of[E].at_least, told.of[E].at_most) == (30, 30, 90)
    assert (told.of[C].expected, told.of[C].at_most) == (0, 60)


def test_with_everybody_sure_the_interval_is_that_of_the_beta() -> None:
    told = prevalence([*sure(E, 30), *sure(S, 10)], POLICY)["", ""].of[E].share
    assert (told.low, told.high) == pytest.approx(beta(32, 16).interval(0.95))
    assert told.point == pytest.approx(32 / 48)


def test_leaning_people_widen_the_interval_and_count_by_their_chances() -> None:
    lean = Person(known=Known.LEANING, shares={E: 0.5, V: 0.5 / 3, S: 0.5 / 3, C: 0.5 / 3})
    soft = prevalence([lean] * 40, POLICY)["", ""].of[E]
    hard = prevalence([*sure(E, 20), *sure(V, 20)], POLICY)["", ""].of[E]
    assert soft.expected == pytest.approx(20) == pytest.approx(hard.expected)
    assert soft.share.high - soft.share.low > hard.share.high - hard.share.low


def test_adding_somebody_unknown_moves_no_share_and_no_count() -> None:
    few = prevalence(sure(E, 12), POLICY)["", ""]
    many = prevalence([*sure(E, 12), *unknown(500)], POLICY)["", ""]
    assert few.of[E].share == many.of[E].share
    assert few.of[E].expected == many.of[E].expected


def test_few_known_are_words_and_no_number() -> None:
    told = prevalence(sure(E, 19), POLICY)["", ""].of[E].share
    assert told.words == "not enough evidence: 19 known, 20 needed"


def test_a_group_counts_its_own_people_and_all_count_once() -> None:
    told = prevalence([*sure(E, 3, ("stage", "loyal"), ("segment", "Small")), *unknown(2)], POLICY)
    assert (told["stage", "loyal"].people, told["segment", "Small"].people, told["", ""].people) == (3, 3, 5)


def test_without_anybody_there_is_an_answer_too() -> None:
    assert prevalence([], POLICY)["", ""].people == 0
