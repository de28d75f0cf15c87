"""The way to a big name, in small steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.people import POLICY
from vouch.domain.policy.asking import Highest
from vouch.matching.next_ask import Reached, way

NAMES = sorted(name for name, rung in POLICY.ladder.items() if not rung.open_invitation)
REACHED = st.builds(Reached, st.integers(0, 5), st.integers(0, 5))


@given(goal=st.sampled_from(NAMES), reached=REACHED, closed=st.sets(st.sampled_from(NAMES), max_size=8))
def test_each_stride_goes_one_up_and_the_last_one_is_the_goal(goal: str, reached: Reached, closed: set[str]) -> None:
    found = way(goal, reached, POLICY, closed=closed)
    at = reached
    for stride in found.strides:
        ups = stride.effort - at.effort, stride.exposure - at.exposure
        assert max(ups) >= 1
        assert min(ups) <= 1
        assert max(ups) == 1 or stride.note
        assert stride.activity not in closed
        at = at.with_(POLICY.ladder[stride.activity])
    if found.strides:
        assert found.strides[-1].activity == goal
    else:
        rung = POLICY.ladder[goal]
        assert found.blocked or (rung.effort <= reached.effort and rung.exposure <= reached.exposure)


@pytest.mark.parametrize("goal", NAMES)
def test_on_the_shipped_ladder_nobody_has_to_leap(goal: str) -> None:
    found = way(goal, Reached(), POLICY)
    assert found.strides
    assert not any(stride.note for stride in found.strides)


def test_steps_above_the_ceiling_are_drawn_and_marked() -> None:
    found = way("case_study", Reached(1, 1), POLICY, ceiling=Highest(effort=5, exposure=2))
    assert found.next is not None
    assert [stride.open_today for stride in found.strides] == [stride.exposure <= 2 for stride in found.strides]
    assert not found.strides[-1].open_today


def test_nothing_is_next_where_nothing_may_be_asked() -> None:
    assert way("case_study", Reached(1, 1), POLICY, ceiling=Highest(effort=0, exposure=0)).next is None


def test_what_is_closed_to_them_is_no_step_and_a_closed_goal_is_said() -> None:
    usual = way("case_study", Reached(1, 1), POLICY)
    around = way("case_study", Reached(1, 1), POLICY, closed={usual.strides[0].activity})
    assert around.strides[0].activity != usual.strides[0].activity
    assert "closed" in way("case_study", Reached(1, 1), POLICY, closed={"case_study"}).words


def test_what_was_done_needs_no_steps() -> None:
    assert way("private_quote", Reached(2, 2), POLICY).words == "They have done as much before; no steps are needed."


def test_nobody_is_led_to_an_open_invitation_or_over_one() -> None:
    with pytest.raises(ValueError, match="open invitation"):
        way("public_review", Reached(), POLICY)
    for goal in NAMES:
        assert not any(POLICY.ladder[one.activity].open_invitation for one in way(goal, Reached(), POLICY).strides)
