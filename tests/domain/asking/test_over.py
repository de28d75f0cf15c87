"""What lies so far back that it stands in the way of nothing is as if it had never been."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.asking.lives import POLICY, RUNGS, TODAY, easy, situations
from vouch.domain.asking import Answer, Asked, Done, Situation, obstacles, over


@given(who=easy(permissions={}) | situations(permissions={}), days=st.integers(0, 500))
def test_where_everything_is_over_every_gate_is_that_of_somebody_never_asked(who: Situation, days: int) -> None:
    who = replace(who, today=TODAY + timedelta(days=days))
    if over(who, POLICY):
        fresh = replace(who, asked=(), done=())
        for activity in RUNGS:
            assert obstacles(who, activity, POLICY) == obstacles(fresh, activity, POLICY)


@given(who=easy(asked=(), done=()), days=st.integers(0, 400))
def test_one_no_or_one_act_is_over_in_the_end(who: Situation, days: int) -> None:
    who = replace(who, limits=replace(who.limits, every_days=None))
    day = TODAY - timedelta(days=days)
    no = replace(who, asked=(Asked(activity=RUNGS[0], on=day, answer=Answer.DECLINED),))
    act = replace(who, done=(Done(activity=RUNGS[0], on=day),))
    assert over(no, POLICY) == (days >= 180)
    assert over(act, POLICY) == (days >= 365)
