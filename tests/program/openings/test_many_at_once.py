"""Many people press at the same moment: no seat is ever given twice, nobody is lost, and everybody is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.program.asks.town import address
from tests.program.openings.hall import NOW, Hall, invite, opened, say
from vouch.domain.errors import Conflict
from vouch.program.openings import actions
from vouch.program.openings.models import Guest, Opening
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Do all of them in the same moment, each with a connection of its own. Returns what went wrong."""
    failures: list[Exception] = []
    ready = threading.Barrier(len(acts))

    def act(one: Callable[[], object]) -> None:
        try:
            ready.wait(20)
            one()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def yes(guest: Guest) -> Callable[[], object]:
    return lambda: say(guest)


def no(guest: Guest) -> Callable[[], object]:
    return lambda: say(guest, "no")


def sound(opening: Opening) -> dict[str, int]:
    """How many guests are in each state; and nothing is so that must not be."""
    guests = list(opening.guests.all())
    seats = [one.seat for one in guests if one.seat is not None]
    places = [one.place for one in guests if one.place is not None]
    assert len(seats) == len(set(seats)) <= opening.seats
    assert all(1 <= seat <= opening.seats for seat in seats)
    assert len(places) == len(set(places))
    for one in guests:
        if one.state in ("seated", "waiting", "offered"):
            assert Message.objects.filter(key=f"opening {one.state} {one.pk}").count() == 1, "everybody is told, once"
    return {state: sum(one.state == state for one in guests) for state in {one.state for one in guests}}


def test_of_twenty_for_three_seats_three_have_one() -> None:
    hall = Hall(20)
    opening = opened(hall, waiting=10)
    failures = at_once(*(yes(one) for one in invite(hall, opening)))
    assert sound(opening) == {"seated": 3, "waiting": 10, "invited": 7}
    assert [error.code for error in failures if isinstance(error, Conflict)] == ["full"] * 7
    assert len(failures) == 7


def test_one_person_who_presses_ten_times_has_one_seat() -> None:
    hall = Hall(1)
    opening = opened(hall)
    (guest,) = invite(hall, opening)
    failures = at_once(*[yes(guest)] * 10)
    assert sound(opening) == {"seated": 1}
    assert len(failures) == 9
    assert {getattr(error, "code", str(error)) for error in failures} == {"answered"}


def test_while_some_give_back_others_press_and_no_seat_stays_empty_before_those_who_wait() -> None:
    hall = Hall(16)
    opening = opened(hall, waiting=16)
    guests = invite(hall, opening)
    for one in guests[:6]:
        say(one)  # three seats, three wait
    failures = at_once(*(no(one) for one in guests[:2]), *(yes(one) for one in guests[6:]))
    assert failures == []
    assert sound(opening) == {"seated": 1, "gave_back": 2, "offered": 2, "waiting": 11}
    first = [guests[3].pk, guests[4].pk]
    assert sorted(opening.guests.filter(state="offered").values_list("pk", flat=True)) == sorted(first)


def test_cancelled_while_twenty_press_nobody_has_a_seat_and_each_is_told() -> None:
    hall = Hall(20)
    opening = opened(hall, waiting=20)
    guests = invite(hall, opening)
    cancel = lambda: actions.cancel(  # noqa: E731
        by=hall.mara, opening=opening, words="The room is gone.", address=address, **NOW
    )
    failures = at_once(*(yes(one) for one in guests), cancel)
    assert {getattr(error, "code", str(error)) for error in failures} <= {"cancelled"}
    assert sound(opening) == {"taken_back": 20}
    assert opening.guests.exclude(seat=None).count() == 0
    said_yes = {one.pk for one in guests if Message.objects.filter(key=f"opening cancelled {one.pk}").exists()}
    assert len(said_yes) == 20 - len(failures), "whoever had said yes is told; whose mail had not left never hears"


def test_two_workers_and_a_manager_move_one_seat_up_once() -> None:
    hall = Hall(5)
    opening = opened(hall, seats=1, waiting=4)
    guests = invite(hall, opening)
    for one in guests:
        say(one)
    Guest.objects.filter(pk=guests[0].pk).delete()
    tend = lambda: actions.tend(**NOW, address=address)  # noqa: E731
    more = lambda: actions.more_seats(by=hall.mara, opening=opening, seats=2, address=address, **NOW)  # noqa: E731
    assert at_once(tend, tend, tend, more) == []
    opening.refresh_from_db()
    assert sound(opening) == {"offered": 2, "waiting": 2}


def test_one_person_is_invited_once_however_many_managers_choose_them() -> None:
    hall = Hall(3)
    opening = opened(hall)
    found = []

    def choose() -> None:
        found.extend(actions.invite(by=hall.mara, opening=opening, contacts=hall.people, address=address, **NOW))

    assert at_once(choose, choose, choose) == []
    assert sum(one.guest is not None for one in found) == 3
    assert Message.objects.filter(key__startswith="opening invited").count() == 3
