"""What decides whether people may be asked is read in a fixed number of statements, and read right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.cast import TODAY, account, contact, ines, know, owner, placed, publish
from vouch.domain.asking import HoldKind, obstacles
from vouch.domain.errors import Conflict
from vouch.domain.identity import Record, record_id
from vouch.domain.policy import load
from vouch.program.asks.queries.situations import situations
from vouch.program.consent.actions import hold, lift, say_consent, set_limits, set_permission
from vouch.program.consent.queries import consents_of, holds_of
from vouch.program.outbox.models import Undeliverable
from vouch.program.people.queries import account as known_account
from vouch.program.people.queries import contact as known_contact

pytestmark = pytest.mark.django_db

POLICY = load()
ACME = account(1, "Acme", owner=owner(1).id)
ANA, BO = contact(1, ACME, "Ana Lind"), contact(2, ACME, "Bo Riis")


@pytest.fixture(autouse=True)
def _known() -> None:
    know([ACME], [ANA, BO], [owner(1)])
    publish([placed(ACME, "loyal"), placed(ANA, "loyal")])


def _ana(**more: Any) -> Any:
    return situations([ANA.id], policy=POLICY, today=more.get("today", TODAY))[ANA.id]


def test_a_person_of_whom_nothing_was_said_stands_where_they_were_placed_and_may_be_asked() -> None:
    who = _ana()
    assert (who.person, who.company, who.stage, who.own_stage) == ("Ana Lind", "Acme", "loyal", "loyal")
    assert obstacles(who, "reference_call", POLICY) == ()


def test_whoever_is_not_known_is_left_out() -> None:
    assert set(situations([ANA.id, "c" * 16], policy=POLICY, today=TODAY)) == {ANA.id}


def test_every_word_that_was_kept_is_there() -> None:
    by = ines()
    ana, acme = known_contact(ANA.id), known_account(ACME.id)
    set_permission(
        by=by, account=acme, activity="logo", allowed="never", said_by_contact=ana, said_on=TODAY, uses=["Web"]
    )
    set_permission(by=by, account=acme, activity="logo", allowed="ask_first", said_by="Cy", said_on=TODAY)
    say_consent(contact=ana, purpose="name", given=False, door="link")
    set_limits(contact=ana, exposure=3, refused=["webinar"], every_days=40)
    held = hold(by=by, account=acme, kind="legal", reason="A claim", from_on=TODAY)
    hold(by=by, contact=known_contact(BO.id), kind="by_hand", reason="On leave", from_on=TODAY)
    Undeliverable.objects.create(address=ANA.email, since=dt.datetime.now(dt.UTC), why="550 no such user")
    who = _ana()
    assert who.permission("logo").allowed == "ask_first"
    assert who.withdrawn == {"name"}
    assert (who.limits.exposure, who.limits.refused, who.limits.every_days) == (3, {"webinar"}, 40)
    assert [(one.kind, one.words) for one in who.holds] == [
        (HoldKind.LEGAL, "Acme is held back for legal reasons since 23 Nov 2026: A claim.")
    ]
    assert who.holds[0].lifts == "an administrator or a programme manager"
    assert not who.reachable
    lift(by=by, hold=held)
    assert _ana().holds == ()
    assert [one.kind for one in situations([BO.id], policy=POLICY, today=TODAY)[BO.id].holds] == [HoldKind.BY_HAND]


def test_as_many_statements_for_many_as_for_one() -> None:
    many = [contact(number, ACME, f"Person {number}") for number in range(10, 90)]
    know([ACME], [ANA, BO, *many], [owner(1)], run="r2")
    with CaptureQueriesContext(
        connection,
    ) as one:
        situations([ANA.id], policy=POLICY, today=TODAY)
    with CaptureQueriesContext(connection) as all_of_them:
        situations([ANA.id, BO.id, *(person.id for person in many)], policy=POLICY, today=TODAY)
    assert len(all_of_them) == len(one) == 12


def test_what_was_said_under_the_id_of_a_record_that_was_joined_counts_on() -> None:
    """Two records of Ana, each with words of its own, are settled as one person."""
    by, twin = ines(), contact(7, ACME, "Ana L.")
    know([ACME], [ANA, BO, twin], [owner(1)], run="r2")
    own_id = record_id(Record("contact", twin.system, twin.source_id))
    twin = replace(twin, id=own_id)
    know([ACME], [ANA, BO, twin], [owner(1)], run="r3")
    say_consent(contact=known_contact(own_id), purpose="quote", given=False, door="link")
    set_limits(contact=known_contact(own_id), exposure=2, every_days=20)
    set_limits(contact=known_contact(ANA.id), exposure=3, every_days=90)
    hold(by=by, contact=known_contact(own_id), kind="by_hand", reason="On leave", from_on=TODAY)
    joined = replace(ANA, also=((ANA.system, ANA.source_id), (twin.system, twin.source_id)))
    know([ACME], [joined, BO], [owner(1)], run="r4")
    who = _ana()
    assert who.withdrawn == {"quote"}
    assert (who.limits.exposure, who.limits.every_days) == (2, 90)
    assert [one.kind for one in who.holds] == [HoldKind.BY_HAND]
    assert consents_of(ANA.id)["quote"].theirs_alone
    with pytest.raises(Conflict):
        say_consent(contact=known_contact(ANA.id), purpose="quote", given=True, door="staff", by=by, evidence="A call")
    lift(by=by, hold=holds_of(ACME.id, ANA.id)[0])
    assert _ana().holds == ()
