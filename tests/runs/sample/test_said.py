"""The sample company's customers say a few things, once."""

from __future__ import annotations

import pytest

from tests.program.cast import TODAY, account, contact, ines, know, placed, publish
from vouch.program.consent.models import Consent, Hold, Limits, Permission
from vouch.runs.sample.said import say

pytestmark = pytest.mark.django_db


def test_some_say_something_and_a_second_building_adds_nothing() -> None:
    accounts = [account(n, f"Company {n}", yearly_value=1000.0 * n) for n in range(1, 9)]
    people = [contact(n, accounts[n - 1], f"Person {n}") for n in range(1, 9)]
    know(accounts, people)
    publish([placed(one, stage) for one, stage in zip([*accounts, *people], ["loyal", "advocate"] * 8, strict=True)])
    who = ines()
    assert say(by=who, today=TODAY) == 8
    counts = [model.objects.count() for model in (Permission, Hold, Limits, Consent)]
    assert all(counts)
    assert say(by=who, today=TODAY) == 0
    assert [model.objects.count() for model in (Permission, Hold, Limits, Consent)] == counts


def test_without_customers_nobody_says_anything() -> None:
    assert say(by=ines(), today=TODAY) == 0
