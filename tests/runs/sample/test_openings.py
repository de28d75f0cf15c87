"""The sample's openings: one that is full with people waiting, one just published, a draft nobody qualifies for."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.runs.sample.test_programme import POLICY, TODAY, address, customers
from vouch.program.colleagues.models import User
from vouch.program.openings import queries
from vouch.program.openings.models import Opening
from vouch.runs.sample.programme import open_to_customers

__all__ = ["customers"]

pytestmark = pytest.mark.django_db


def test_three_with_a_story_made_once(customers: User) -> None:
    assert open_to_customers(by=customers, policy=POLICY, today=TODAY, address=address) == 3
    assert open_to_customers(by=customers, policy=POLICY, today=TODAY, address=address) == 0
    dinner, stage = Opening.objects.get(kind="dinner"), Opening.objects.get(kind="stage")
    states = Counter(dinner.guests.values_list("state", flat=True))
    assert states == {"seated": 3, "waiting": 2, "declined": 1, "not_now": 1, "invited": 2}
    assert queries.seats_of(dinner).free == 0
    assert stage.state == "draft"
    assert queries.how_many(stage.asked, kind=stage.kind, today=TODAY).nobody
    assert Opening.objects.get(kind="executive_session").decides == "named"
