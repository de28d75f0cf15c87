"""How far teams agree, and how well a customer fits: worked figures, and what must never happen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.policy import load, read
from vouch.matching.ideal import Wish, agreement, fit

NAMES = ("a", "b", "c", "d")
RATING = st.integers(min_value=0, max_value=3)
TEAM = st.fixed_dictionaries(dict.fromkeys(NAMES, RATING))


def test_w_of_a_worked_table_with_ties() -> None:
    """Sums of ranks 4, 5.5, 8.5, 12 about 7.5: S = 37.5, ties of the first team take 3 * 6 off 9 * 60."""
    told = {
        "sales": {"a": 0, "b": 1, "c": 1, "d": 2},
        "service": {"a": 0, "b": 1, "c": 2, "d": 3},
        "support": {"a": 1, "b": 0, "c": 2, "d": 3},
    }
    found = agreement(told)
    assert found.w == pytest.approx(12 * 37.5 / (9 * 60 - 3 * 6))
    assert load().ideal.word(found.w) == "largely agree"
    assert found.ranges == {"a": 1, "b": 1, "c": 1, "d": 1}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"sales": {"a": 1, "b": 2}},
        {"sales": {"a": 1}, "support": {"a": 2}},
        {"sales": {"a": 1, "b": 1}, "x": {"a": 2, "b": 2}},
    ],
)
def test_where_w_says_nothing_there_is_none(told: dict[str, dict[str, float]]) -> None:
    assert agreement(told).w is None
    assert load().ideal.word(None) == "cannot be compared yet"


@pytest.mark.parametrize(
    ("w", "words"),
    [(0.55, "agree in part"), (0.5, "see it differently"), (0.9, "largely agree"), (0.89, "agree in part")],
)
def test_policy_says_from_which_agreement_on_it_is_called_so(w: float, words: str) -> None:
    assert read("[ideal]\nagree_from = 0.9\npartly_from = 0.51").ideal.word(w) == words


@given(st.dictionaries(st.sampled_from(["sales", "service", "support"]), TEAM))
def test_w_lies_between_0_and_1_whoever_speaks_first(told: dict[str, dict[str, float]]) -> None:
    w = agreement(told).w
    assert w is None or -1e-9 <= w <= 1 + 1e-9
    assert agreement(dict(reversed(told.items()))).w == w


WISHES = {
    "industry": Wish("their industry", 3, "one of", ("Logistics", "Retail")),
    "size": Wish("how many work there", 2, "at least", ("50",)),
    "helpful": Wish("helps others", 1, "yes"),
}


def test_the_fit_is_the_mean_over_what_is_known_and_says_how_much_that_is() -> None:
    found = fit(WISHES, {"industry": "retail", "size": 20})
    assert (found.share, found.known) == (pytest.approx(3 / 5), pytest.approx(5 / 6))
    assert [part.words for part in found.parts] == [
        "their industry: retail", "how many work there: 20", "helps others: not known yet",
    ]  # fmt: skip
    assert fit(WISHES, {}).share is None


@given(st.sampled_from(["Logistics", "Mining", None]), st.sampled_from([10, 90, None]), st.sampled_from([True, None]))
def test_what_fits_makes_no_fit_worse_and_what_does_not_none_better(industry: str, size: int, helpful: bool) -> None:
    told = {"industry": industry, "size": size, "helpful": helpful}
    whole = fit(WISHES, told)
    for part in whole.parts:
        rest = fit(WISHES, {name: value for name, value in told.items() if name != part.trait})
        if part.fits is None:
            assert (rest.share, rest.known) == (whole.share, whole.known)
        elif rest.share is not None and whole.share is not None:
            assert whole.share >= rest.share if part.fits else whole.share <= rest.share


def test_one_of_several_parts_is_enough() -> None:
    wish = {"role": Wish("parts", 1, "one of", ("sponsor",))}
    assert fit(wish, {"role": {"daily user", "sponsor"}}).share == 1
    assert fit(wish, {"role": {"daily user"}}).share == 0
