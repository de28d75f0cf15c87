"""What the sample tells of small gestures: three wait with the manager, made once, and nobody's stage moves by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.program.cast import account, contact, ines, know, owner, placed, publish
from vouch.domain.policy import load
from vouch.program.touch import actions, queries
from vouch.program.touch.models import Gesture
from vouch.runs.sample.programme import be_in_touch

pytestmark = pytest.mark.django_db

TODAY = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011 what is signed off does not lie ahead of the clock
POLICY = load()


def test_results_and_a_goal_of_these_days_become_three_gestures_of_the_manager() -> None:
    accounts = [replace(account(number, owner=f"o{1:015x}"), customer_since=None) for number in range(1, 6)]
    people = [contact(number, one, f"Person {number}") for number, one in enumerate(accounts, 1)]
    know(accounts, people, [owner(1)])
    publish([placed(one, "advocate") for one in (*accounts, *people)])
    boss = ines()
    assert be_in_touch(by=boss, today=TODAY) == 3
    assert be_in_touch(by=boss, today=TODAY) == 0
    actions.make_gestures(occasions=queries.happened(policy=POLICY, today=TODAY), policy=POLICY, today=TODAY)
    assert sorted(Gesture.objects.values_list("kind", flat=True)) == ["goal", "result", "result"]
    assert len(queries.for_colleague(boss, today=TODAY)) == 3
    assert queries.in_common_with(people[0].id)


def test_where_nobody_is_an_advocate_nothing_is_told() -> None:
    assert be_in_touch(by=ines(), today=TODAY) == 0
