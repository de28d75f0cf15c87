"""Holds by hand: who sets and lifts them, for how long, and the word that lets a customer be asked before a renewal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.program.cast import account, contact, ines, know, owner, somebody
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import end_release, hold, lift, release_renewal
from vouch.program.consent.queries import hold_history, holds_of, release_of
from vouch.program.history.queries import changes
from vouch.program.people.queries import account as known_account
from vouch.program.people.queries import contact as known_contact

pytestmark = pytest.mark.django_db

ACME, BOLT = account(1, "Acme", owner=owner(1).id), account(2, "Bolt", owner=owner(2).id)
ANA = contact(1, ACME, "Ana Lind")
DAY = dt.date(2100, 6, 1)


@pytest.fixture(autouse=True)
def _known() -> None:
    know([ACME, BOLT], [ANA], [owner(1), owner(2)])


def _hold(**more: Any) -> Any:
    whom = {} if "contact" in more else {"account": known_account(ACME.id)}
    return hold(**{**whom, "kind": "by_hand", "reason": "Their CIO is leaving", "from_on": DAY, **more})


def test_holds_add_up_and_each_is_lifted_by_itself() -> None:
    who = ines()
    one = _hold(by=who)
    other = _hold(by=who, contact=known_contact(ANA.id))
    assert [row.pk for row in holds_of(ACME.id, ANA.id)] == [one.pk, other.pk]
    lift(by=who, hold=one)
    lift(by=who, hold=one)
    assert [row.pk for row in holds_of(ACME.id, ANA.id)] == [other.pk]
    assert {row.pk: row.lifted_by for row in hold_history(ACME.id, ANA.id)} == {one.pk: who, other.pk: None}
    assert [change.action for change in changes(action="lift_hold")] == ["lift_hold"]


def test_a_hold_stands_from_its_first_to_its_last_day() -> None:
    _hold(by=ines(), until=DAY + dt.timedelta(days=2))
    days = [DAY + dt.timedelta(days=n) for n in range(-1, 4)]
    assert [bool(holds_of(ACME.id, today=day)) for day in days] == [False, True, True, True, False]


def test_a_legal_hold_takes_its_own_right_to_set_and_to_lift() -> None:
    mine = somebody(Position.ACCOUNT_OWNER, owner=owner(1).id)
    with pytest.raises(NotAllowed, match=r"An administrator or a programme manager may\."):
        _hold(by=mine, kind="legal")
    legal = _hold(by=somebody(Position.PROGRAMME_MANAGER), kind="legal")
    with pytest.raises(NotAllowed):
        lift(by=mine, hold=legal)
    lift(by=ines(), hold=legal)


def test_an_owner_holds_their_own_accounts_and_people_only() -> None:
    who = somebody(Position.ACCOUNT_OWNER, owner=owner(1).id)
    _hold(by=who)
    _hold(by=who, contact=known_contact(ANA.id))
    with pytest.raises(NotAllowed):
        _hold(by=who, account=known_account(BOLT.id))
    with pytest.raises(NotAllowed):
        _hold(by=somebody(Position.SELLER, owner=owner(1).id))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"kind": "escalation"}, "kind"),
        ({"until": DAY - dt.timedelta(days=1)}, "until"),
        ({"until": dt.date(2020, 1, 1), "from_on": dt.date(2019, 1, 1)}, "until"),
        ({"account": None}, "account"),
    ],
)
def test_a_hold_that_cannot_be_names_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as told:
        _hold(by=ines(), **wrong)
    assert told.value.data["field"] == field


def test_a_word_to_go_on_before_a_renewal_takes_the_place_of_an_earlier_one_and_ends() -> None:
    who, acme = somebody(Position.ACCOUNT_OWNER, owner=owner(1).id), known_account(ACME.id)
    first = release_renewal(by=who, account=acme, until=DAY, reason="They signed for three years")
    second = release_renewal(by=who, account=acme, until=DAY + dt.timedelta(days=9), reason="Signed")
    assert release_of(ACME.id, today=DAY + dt.timedelta(days=9)) == second
    assert release_of(ACME.id, today=DAY + dt.timedelta(days=10)) is None
    with pytest.raises(Conflict):
        end_release(by=who, release=first)
    end_release(by=who, release=second)
    assert release_of(ACME.id, today=DAY) is None
    with pytest.raises(NotAllowed):
        release_renewal(by=who, account=known_account(BOLT.id), until=DAY, reason="Signed")
    with pytest.raises(BadInput, match="Say why"):
        release_renewal(by=who, account=acme, until=DAY, reason="")
