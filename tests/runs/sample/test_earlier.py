"""Two programmes of the sample with enough asks: side by side their yes-rates are told apart; made once."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.cast import account, contact, ines, know, owner, placed, publish
from vouch.domain.policy import load
from vouch.program.asks.models import Ask
from vouch.program.programmes.queries import compared, programmes
from vouch.runs.sample.programme import run_two_before

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


def test_one_was_taken_up_gladly_and_one_was_not_and_the_comparison_says_so() -> None:
    accounts = [account(number, owner=owner(1).id, customer_since=dt.date(2024, 1, 9)) for number in range(1, 56)]
    people = [contact(number, one, f"Person {number:02}") for number, one in enumerate(accounts, 1)]
    know(accounts, people, [owner(1)])
    publish([placed(one, "satisfied") for one in (*accounts, *people)])
    boss = ines()
    told = {"by": boss, "policy": load(), "today": TODAY, "address": lambda kind, secret: f"https://v.example/{kind}"}
    assert run_two_before(**told) == 48
    assert run_two_before(**told) == 0
    assert set(Ask.objects.values_list("state", flat=True)) == {"done", "declined"}
    assert Ask.objects.values("account").distinct().count() == 48, "one of a company"
    found = compared(programmes("ended"), policy=load(), today=TODAY)
    by_name = {one.name: (of.yes.count, of.yes.n) for one, of in found.columns}
    assert by_name == {"One question each": (19, 24), "Quotes for the price list": (7, 24)}
    assert len(found.said["yes"]) == 1
    assert "more often than" in found.said["yes"][0] or "in 100" in found.said["yes"][0]
