"""Somebody invited to an opening changes employer: what it asked of them under the old company is stopped."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.asks.town import POLICY, TODAY, address
from tests.program.openings.hall import Hall, invite, opened, say
from vouch.program.asks import actions as asks
from vouch.program.asks.models import Ask
from vouch.program.asks.states import OPEN, AskState
from vouch.program.openings.actions import tend
from vouch.program.openings.actions.moved import stop_for_moves
from vouch.program.openings.models import Guest, Opening
from vouch.program.outbox.models import Message
from vouch.program.people.models import Account, Contact, Move

pytestmark = pytest.mark.django_db


def moves(who: Contact, to: str = "Company 6") -> None:
    """They are at another company now, since a week ago."""
    joined = Account.objects.get(name=to)
    Move.objects.create(contact=who, left_id=who.account_id, joined=joined, on=TODAY - dt.timedelta(days=7))
    Contact.objects.filter(pk=who.pk).update(account=joined)


def cleared(hall: Hall, opening: Opening, *whom: Contact) -> list[Guest]:
    """Invited, cleared and sent."""
    guests = invite(hall, opening, *whom)
    for one in guests:
        assert one.ask is not None
        asks.answer_clearance(by=hall.mara, ask=one.ask, answer="yes", policy=POLICY, today=TODAY)
    tend(policy=POLICY, today=TODAY, address=address)
    return [Guest.objects.get(pk=one.pk) for one in guests]


def follow() -> int:
    return stop_for_moves(policy=POLICY, today=TODAY, address=address)


def test_an_ask_with_an_opening_is_not_open_after_a_job_change_and_the_seat_is_free_again() -> None:
    hall = Hall()
    opening = opened(hall, rung="advisory_board", seats=1)
    seated, waiting = cleared(hall, opening, hall.people[1], hall.people[2])
    say(seated)
    say(waiting)
    moves(hall.people[1])
    told = tend(policy=POLICY, today=TODAY, address=address)
    assert (told["invitations stopped by a new employer"], told["guests moved up"]) == (1, 1)
    ask = Ask.objects.get(contact=hall.people[1])
    assert (ask.state, ask.slot) == (AskState.WITHDRAWN, None)
    assert [Guest.objects.get(pk=one.pk).state for one in (seated, waiting)] == ["taken_back", "offered"]
    words = ask.steps.get(after=AskState.WITHDRAWN).words
    assert words.startswith("P2 Quist moved from Company 2 to Company 6 on ")
    assert Message.objects.filter(
        contact=hall.people[1].pk, subject__startswith="Your invitation was taken back"
    ).exists()


def test_who_had_not_heard_never_does_and_nothing_is_stopped_twice() -> None:
    hall = Hall()
    (guest,) = cleared(hall, opened(hall, rung="advisory_board"), hall.people[1])
    moves(hall.people[1])
    assert (follow(), follow()) == (1, 0)
    assert not Message.objects.filter(contact=hall.people[1].pk).exists()
    assert not Ask.objects.filter(state__in=OPEN).exists()
    assert guest.steps.filter(after="taken_back").count() == 1


def test_what_waits_for_the_old_owner_is_stopped_too() -> None:
    hall = Hall()
    (guest,) = invite(hall, opened(hall, rung="advisory_board"), hall.people[0])
    assert guest.state == "clearing"
    moves(hall.people[0])
    assert follow() == 1
    assert Ask.objects.get().state == AskState.WITHDRAWN


def test_a_gift_goes_with_the_person_and_others_keep_what_they_have() -> None:
    hall = Hall()
    gift = opened(hall, rung="", title="A dinner")
    asked = opened(hall, rung="advisory_board", title="A board")
    (given,) = invite(hall, gift, hall.people[1])
    (other,) = cleared(hall, asked, hall.people[2])
    moves(hall.people[1])
    assert follow() == 0
    assert [Guest.objects.get(pk=one.pk).state for one in (given, other)] == ["invited", "invited"]
