"""The sample's programme: asks in every state, gives and a hold, the same ones each time, made once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from django.db import transaction

from tests.program.cast import account, contact, ines, know, owner, placed, publish
from vouch.domain.policy import load
from vouch.program.asks.models import Ask, Clearance, Give
from vouch.program.asks.queries import counts
from vouch.program.colleagues.models import User
from vouch.program.consent.models import Hold
from vouch.program.outbox.models import Message
from vouch.runs.sample.programme import run_programme

pytestmark = pytest.mark.django_db

POLICY = load()
TODAY = dt.datetime.now(POLICY.zone).date()
"""The day the tests run: a hold may not end in the past."""


def address(kind: str, secret: str) -> str:
    return f"https://vouch.example/{kind}/{secret}"


@pytest.fixture
def customers() -> User:
    """Thirty loyal customers with one person each, looked after by two owners."""
    accounts = [account(number, owner=f"o{1 + number % 2:015x}") for number in range(1, 31)]
    people = [contact(number, one, f"Person {number:02}") for number, one in enumerate(accounts, 1)]
    owners = [replace(owner(number), email=f"owner{number}@example.com") for number in (1, 2)]
    know(accounts, people, owners)
    publish([placed(one, "advocate") for one in (*accounts, *people)])
    return ines()


def told() -> list[tuple[str, str, str]]:
    rows = Ask.objects.order_by("proposed_at", "contact_id").values_list("activity", "contact_id", "state")
    return list(rows)


def test_it_has_asks_in_many_states_gives_clearances_and_a_hold(customers: User) -> None:
    run_programme(by=customers, policy=POLICY, today=TODAY, address=address)
    states = Counter(Ask.objects.values_list("state", flat=True))
    assert set(states) >= {"proposed", "cleared", "invited", "accepted", "done", "thanked", "declined", "not_now"}
    assert sum(states.values()) >= 12
    assert Give.objects.filter(state="done").count() >= 4
    assert Give.objects.filter(state="planned", due_on__isnull=False).exists()
    assert set(Clearance.objects.values_list("answer", flat=True)) >= {"yes", "not_now", "myself", ""}
    assert Hold.objects.filter(until__gte=TODAY).count() == 1
    assert User.objects.filter(role="account_owner", joined_at__isnull=False).count() == 2


def test_a_second_time_it_changes_nothing(customers: User) -> None:
    run_programme(by=customers, policy=POLICY, today=TODAY, address=address)
    before = told()
    assert run_programme(by=customers, policy=POLICY, today=TODAY, address=address) == 0
    assert told() == before


def test_the_same_customers_have_the_same_programme(customers: User) -> None:
    seen = []
    for _time in range(2):
        try:
            with transaction.atomic():
                run_programme(by=customers, policy=POLICY, today=TODAY, address=address)
                seen.append(told())
                raise RuntimeError
        except RuntimeError:
            pass
    assert seen[0] == seen[1] != []


def test_nothing_was_asked_past_a_gate_and_no_letter_leaves(customers: User) -> None:
    run_programme(by=customers, policy=POLICY, today=TODAY, address=address)
    assert max(Counter(Ask.objects.values_list("account_id", flat=True)).values()) == 1
    assert all(ask.win_person and ask.win_company for ask in Ask.objects.exclude(origin="outside"))
    assert Message.objects.exclude(sent_at=None).count() == 0


def test_where_nobody_may_be_asked_there_is_no_programme() -> None:
    assert run_programme(by=ines(), policy=POLICY, today=TODAY, address=address) == 0
    assert not any(counts().values())
