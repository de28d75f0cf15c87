"""Situations are held against a slow and obvious version, over random rows of every table they read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.program.asks import slowly
from tests.program.cast import account, contact, ines, know, placed, publish
from vouch.domain.asking import HoldKind
from vouch.domain.identity import Record, record_id
from vouch.domain.policy import Policy, load
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.situations import situations
from vouch.program.asks.states import OPEN, AskState
from vouch.program.consent.actions import end_permission, hold, lift, release_renewal, set_permission
from vouch.program.consent.models import Consent, Limits
from vouch.program.findings.models import Approach, Circumstance, Deed
from vouch.program.outbox.models import Undeliverable
from vouch.program.people.models import Account, Contact
from vouch.program.suggestions.queries.people import everybody, those

pytestmark = pytest.mark.django_db

POLICY: Policy = load()
POLICY = POLICY.model_copy(update={"company": POLICY.company.model_copy(update={"time_zone": "Pacific/Auckland"})})
TODAY = dt.datetime.now(POLICY.zone).date()
STAGES = ("not_known_yet", "not_yet_satisfied", "satisfied", "loyal", "advocate")
RUNGS = ("webinar", "case_study", "public_review", "reference_call")


def _around(draw: Random, low: int = -200, high: int = 0) -> dt.date:
    return TODAY + dt.timedelta(days=draw.randint(low, high))


def _moment(draw: Random) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(minutes=draw.randint(0, 300_000))


def _people(draw: Random) -> None:
    accounts = [account(n, f"Company {n}", customer=draw.random() < 0.8) for n in range(1, 4)]
    people = [
        contact(
            n, draw.choice(accounts), f"Person{n} Lind",
            email=draw.choice([f"p{n}@Example.org", "", "dead@example.org"]),
            opted_out=draw.random() < 0.2, left_on=draw.choice([None, None, _around(draw, -9, 9)]),
        )
        for n in range(1, 9)
    ]  # fmt: skip
    people.append(contact(9, accounts[0], "Gone", account=None))
    know(accounts, people)
    publish(
        [
            placed(one, draw.choice(STAGES), latent=draw.random() < 0.3, at_risk=draw.random() < 0.3)
            for one in [*accounts, *people[:-1]]
            if draw.random() < 0.8
        ]
    )
    Undeliverable.objects.create(address="dead@example.org", since=_moment(draw), why="550")


def _words(draw: Random, by: Any) -> None:
    accounts, people = list(Account.objects.order_by("pk")), list(Contact.objects.order_by("pk"))
    for _ in range(12):
        row = set_permission(
            by=by, account=draw.choice(accounts), activity=draw.choice(["", *RUNGS]), said_by="Legal", said_on=TODAY,
            allowed=draw.choice(["never", "ask_first", "yes"]), until=draw.choice([None, _around(draw, 0, 40)]),
            uses=draw.sample(["web", "deck"], draw.randint(0, 2)),
        )  # fmt: skip
        if draw.random() < 0.2:
            end_permission(by=by, permission=row)
        whose: Any = {draw.choice(["account", "contact"]): None}
        whose = {name: draw.choice(accounts if name == "account" else people) for name in whose}
        held = hold(
            by=by, **whose, kind=draw.choice(["by_hand", "legal"]), reason="why", from_on=_around(draw, -9, 0),
            until=draw.choice([None, _around(draw, 0, 9)]),
        )  # fmt: skip
        type(held).objects.filter(pk=held.pk).update(
            from_on=_around(draw, -9, 9), until=draw.choice([None, _around(draw, -9, 9)])
        )
        if draw.random() < 0.4:
            lift(by=by, hold=held)
        Circumstance.objects.create(account=draw.choice(accounts), kind="renewal", until=_around(draw, -30, 120))
    Circumstance.objects.create(account=draw.choice(accounts), kind="escalation", since=_around(draw))
    release_renewal(by=by, account=draw.choice(accounts), until=_around(draw, 0, 9), reason="signed")
    for person in people:
        for _ in range(draw.randint(0, 7)):
            door = draw.choice(["portal", "link", "staff"])
            Consent.objects.create(
                contact=person, purpose=draw.choice(["quote", "name"]), given=draw.random() < 0.5, door=door,
                at=_moment(draw), by=by if door == "staff" else None,
            )  # fmt: skip
        if draw.random() < 0.5:
            Limits.objects.create(
                contact=person, exposure=draw.choice([None, 0, 3]), every_days=draw.choice([None, 30]),
                refused=draw.sample(RUNGS, draw.randint(0, 2)), changed_at=_moment(draw),
                paused_until=draw.choice([None, _around(draw, -9, 9)]),
            )  # fmt: skip


def _lived(draw: Random, by: Any) -> None:
    people = list(Contact.objects.exclude(account=None).order_by("pk"))
    for _ in range(60):
        person, state = draw.choice(people), draw.choice(list(AskState))
        sent = state not in (AskState.PROPOSED, AskState.CLEARED, AskState.NOT_CLEARED) and draw.random() < 0.9
        try:
            with transaction.atomic():
                Ask.objects.create(
                    contact=person, account=person.account, activity=draw.choice(RUNGS), state=state, policy="p",
                    proposed_by=by, proposed_at=_moment(draw), changed_at=_moment(draw),
                    invited_at=_moment(draw) if sent else None,
                    answered_at=draw.choice([None, _moment(draw)]),
                    not_before=draw.choice([None, _around(draw, -9, 99)]),
                    done_at=_moment(draw) if state in (AskState.DONE, AskState.THANKED) else None,
                )  # fmt: skip
        except IntegrityError:
            assert state in OPEN  # they have an open one already
        Deed.objects.create(
            contact=draw.choice([None, person]), account=person.account, activity=draw.choice(["", *RUNGS]), words="x",
            done_on=_around(draw),
        )  # fmt: skip
        Approach.objects.create(
            contact=person, activity=draw.choice(["", *RUNGS]), asked_on=_around(draw),
            answer=draw.choice(["", "declined", "not_now", "accepted"]), answered_on=draw.choice([None, _around(draw)]),
        )  # fmt: skip


def _key(one: Any) -> str:
    return repr(one)


@pytest.mark.parametrize("seed", range(5))
def test_situations_are_those_of_the_slow_and_obvious_version(seed: int) -> None:
    draw, by = Random(seed), ines()
    _people(draw)
    _words(draw, by)
    _lived(draw, by)
    open_asks = list(Ask.objects.filter(state__in=OPEN).values_list("pk", flat=True))
    for except_ask in ("", draw.choice(open_asks)):
        found = situations(
            Contact.objects.values_list("pk", flat=True), policy=POLICY, today=TODAY, except_ask=except_ask
        )
        assert len(found) == 9
        for pk, one in found.items():
            expected = slowly.situation(pk, POLICY, TODAY, except_ask)
            assert sorted(one.asked, key=_key) == sorted(expected.asked, key=_key)
            assert sorted(one.done, key=_key) == sorted(expected.done, key=_key)
            assert sorted(one.company_used, key=_key) == sorted(expected.company_used, key=_key)
            assert sorted(hold.kind for hold in one.holds) == [
                HoldKind(kind) for kind in slowly.holds(pk, POLICY, TODAY)
            ]
            for hold_ in one.holds:
                assert hold_.words.endswith(".")
                assert hold_.lifts
            assert replace(one, asked=(), done=(), company_used=(), holds=()) == replace(
                expected, asked=(), done=(), company_used=(), holds=()
            )


@pytest.mark.parametrize("seed", range(5, 9))
def test_read_for_everybody_at_once_they_are_the_same(seed: int) -> None:
    draw, by = Random(seed), ines()
    _people(draw)
    _words(draw, by)
    _lived(draw, by)
    several = Contact.objects.exclude(account=None).order_by("pk")[0]
    Account.objects.filter(pk=several.account_id).update(customer=True)
    Contact.objects.filter(pk=several.pk).update(left_on=None, also=[["crm", several.source_id], ["other", "twin"]])
    twin = Contact.objects.create(
        pk=record_id(Record("contact", "other", "twin")), system="other", source_id="twin", name="Twin", folded="twin",
        stands_in=several, account=None,
    )  # fmt: skip
    Limits.objects.create(contact=twin, exposure=0, changed_at=_moment(draw))
    found = [one for part in everybody(policy=POLICY, today=TODAY, at_once=3) for one in part]
    assert [one.situation.limits.exposure for one in found if one.contact == several.pk] == [0]
    assert found == those([one.contact for one in found], policy=POLICY, today=TODAY)
