"""How evenly a load is shared: known values, and what must hold whatever the loads are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.fairness import gini, jain, top_share

LOADS = st.lists(st.integers(0, 50).map(float), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("loads", "of_gini", "of_jain", "of_five"),
    [
        ([4.0, 1.0, 1.0, 0.0], 0.5, 0.5, 1.0),
        ([2.0] * 10, 0.0, 1.0, 0.5),
        ([7.0] + [0.0] * 9, 0.9, 0.1, 1.0),
    ],
)
def test_known_values(loads: list[float], of_gini: float, of_jain: float, of_five: float) -> None:
    assert (gini(loads), jain(loads), top_share(loads)) == pytest.approx((of_gini, of_jain, of_five))


@given(LOADS)
def test_they_stay_within_their_bounds(loads: list[float]) -> None:
    values = gini(loads), jain(loads), top_share(loads)
    if not sum(loads):
        assert values == (None, None, None)
        return
    of_gini, of_jain, of_five = values
    assert of_gini is not None
    assert of_jain is not None
    assert of_five is not None
    assert -1e-9 <= of_gini < 1
    assert 1 / len(loads) - 1e-9 <= of_jain <= 1 + 1e-9
    assert min(5, len(loads)) / len(loads) - 1e-9 <= of_five <= 1


@given(LOADS, st.integers(2, 9))
def test_asking_everybody_more_often_changes_nothing(loads: list[float], times: int) -> None:
    more = [load * times for load in loads]
    assert gini(more) == pytest.approx(gini(loads))
    assert jain(more) == pytest.approx(jain(loads))


@given(LOADS)
def test_one_more_who_was_never_asked_makes_it_less_even(loads: list[float]) -> None:
    before, after = gini(loads), gini([*loads, 0.0])
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before - 1e-9
