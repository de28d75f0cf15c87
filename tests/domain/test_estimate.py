"""A share comes with its interval, and with words where there is too little to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.estimate import LEAST, share, wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # Newcombe 1998 (Statistics in Medicine 17:857-872), table I, method 3: score without continuity correction
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_the_published_one(count: int, n: int, low: float, high: float) -> None:
    assert wilson(count, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(case: tuple[int, int]) -> None:
    count, n = case
    low, high = wilson(count, n)
    assert 0 <= low <= count / n <= high <= 1


@given(st.integers(1, 2000), st.integers(2, 5))
def test_more_cases_of_the_same_share_narrow_the_interval(count: int, times: int) -> None:
    low, high = wilson(count, 2 * count)
    lower, higher = wilson(count * times, 2 * count * times)
    assert higher - lower < high - low


@pytest.mark.parametrize(("count", "n"), [(3, 2), (-1, 5), (0, 0)])
def test_what_is_no_share_is_no_share(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(count, n)


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [
        (0, 0, "not enough evidence: 0 so far, 20 needed"),
        (5, LEAST - 1, "not enough evidence: 19 so far, 20 needed"),
        (5, LEAST, "11 to 47 in 100"),
        (0, 100_000, "0 in 100"),
    ],
)
def test_below_the_minimum_there_are_words_instead_of_a_number(count: int, n: int, words: str) -> None:
    told = share(count, n)
    assert told.words == words
    assert (told.point is None) == (n < LEAST)
