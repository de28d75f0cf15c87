"""What stands against every ask of somebody is what stands against each."""

from __future__ import annotations

from hypothesis import given

from tests.domain.asking.lives import CLOSED, POLICY, easy, situations
from vouch.domain.asking import Situation, at_all, obstacles


@given(who=situations() | easy())
def test_what_stands_at_all_stands_against_every_rung(who: Situation) -> None:
    general = at_all(who, POLICY)
    for activity in CLOSED:
        assert set(general) <= set(obstacles(who, activity, POLICY))


@given(who=situations() | easy())
def test_what_names_no_rung_is_said_at_all(who: Situation) -> None:
    general = {one.code for one in at_all(who, POLICY)}
    for activity in CLOSED:
        words = POLICY.ladder[activity].words
        for one in obstacles(who, activity, POLICY):
            about_one = words in one.sentence or one.code in ("live_in_quarter", "live_in_year", "company_often_enough")
            assert about_one or one.code in general, one
