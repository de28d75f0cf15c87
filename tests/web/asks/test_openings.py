"""Openings in the workspace: who sees which guests, what is taken away, and what a calendar reads of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from icalendar import Calendar

from tests.program.asks.town import POLICY, TODAY, colleague
from tests.program.openings.hall import Hall, draft, invite, opened, say
from tests.web.served import text_of
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.openings.models import Guest, Opening
from vouch.program.people.models import Contact
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


def client_of(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_the_first_sentence_says_how_the_seats_stand() -> None:
    hall = Hall()
    opening = opened(hall, waiting=4)
    guests = invite(hall, opening)
    for one in guests[:2]:
        say(one)
    page = text_of(client_of(hall.mara).get(f"/openings/{opening.key}/"))
    assert "<h1>2 of 3 seats are taken, 9 days left.</h1>" in page
    for one in guests[2:5]:
        say(one)
    page = text_of(client_of(hall.mara).get(f"/openings/{opening.key}/"))
    assert "<h1>3 of 3 seats are taken, 2 wait, 9 days left.</h1>" in page


def test_an_owner_sees_the_guests_of_their_own_customers_and_nothing_to_press() -> None:
    hall = Hall()
    opening = opened(hall)
    invite(hall, opening)
    page = text_of(client_of(hall.omar).get(f"/openings/{opening.key}/"))
    assert "P1 Quist" in page
    assert "P2 Quist" not in page
    assert "Choose whom to invite" not in page
    assert client_of(hall.omar).get(f"/openings/{opening.key}/whom/").status_code == 403
    assert client_of(hall.sol).post(f"/openings/{opening.key}/close/").status_code == 403
    table = b"".join(client_of(hall.omar).get(f"/openings/{opening.key}/guests/csv/")).decode()  # type: ignore[call-overload]
    assert "P1 Quist" in table
    assert "P2 Quist" not in table


def test_the_list_of_guests_holds_nothing_that_a_spreadsheet_would_run() -> None:
    hall = Hall()
    Contact.objects.filter(pk=hall.people[0].pk).update(name="=cmd|' /C calc'!A0")
    opening = opened(hall)
    (guest,) = invite(hall, opening, hall.people[0])
    say(guest, words="@SUM(1+1)*cmd|' /C calc'!A0")
    table = b"".join(client_of(hall.mara).get(f"/openings/{opening.key}/guests/csv/")).decode()  # type: ignore[call-overload]
    cells = [cell.strip('"') for line in table.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell[:1] in "=@+" and cell]
    assert "calc" in table
    viewer = colleague("vera", Position.VIEWER)
    assert client_of(viewer).get(f"/openings/{opening.key}/guests/csv/").status_code == 403
    assert client_of(hall.mara).get(f"/openings/{opening.key}/guests/pdf/").status_code == 422


def test_the_calendar_reads_the_day_the_place_and_a_cancellation() -> None:
    hall = Hall()
    at = dt.datetime.combine(TODAY + dt.timedelta(days=20), dt.time(19), POLICY.zone)
    opening = opened(
        hall, title="Dinner; with, signs\\", place="Doca, Lisbon", minutes=90, what="Line one\nLine two" * 9
    )
    answer = client_of(hall.mara).get(f"/openings/{opening.key}/calendar/")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Dinner; with, signs\\"
    assert event["location"] == "Doca, Lisbon"
    assert event.decoded("dtstart") == at.astimezone(dt.UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=90)
    assert event["status"] == "CONFIRMED"
    Opening.objects.update(state="cancelled")
    (after,) = Calendar.from_ical(client_of(hall.mara).get(f"/openings/{opening.key}/calendar/").content).walk("VEVENT")
    assert after["status"] == "CANCELLED"
    assert after["uid"] == event["uid"], "the same entry, which a calendar then takes out"


def test_a_calendar_without_a_day_is_refused_in_a_sentence() -> None:
    hall = Hall(1)
    opening = opened(hall, happens_at=None)
    answer = client_of(hall.mara).get(f"/openings/{opening.key}/calendar/")
    assert answer.status_code == 400
    assert "When it takes place is not known yet" in text_of(answer)


def test_criteria_are_counted_while_they_are_written_and_nothing_is_kept() -> None:
    hall = Hall()
    client = client_of(hall.mara)
    page = text_of(client.post("/openings/fits/", {"kind": "dinner", "segments": ["Food"], "stage": "loyal"}))
    assert "loyal or further; of the segment Food" in page
    assert "3 of 6 people at customers qualify." in page
    page = text_of(client.post("/openings/fits/", {"kind": "dinner", "acts": "3"}))
    assert "Nobody of 6 people at customers meets all of these criteria" in page
    page = text_of(client.post("/openings/fits/", {"employees_from": "9", "employees_to": "5"}))
    assert "the smallest size comes first" in page
    assert not Opening.objects.exists()


def test_a_form_that_cannot_be_kept_says_so_beside_its_field() -> None:
    hall = Hall(1)
    told = {"kind": "dinner", "title": "Dinner", "what": "One table and no slides.", "seats": "2", "waiting": "1",
            "deadline": TODAY.isoformat(), "minutes": "60", "decides": "named",
            "win_person": "An evening with your peers.", "win_company": "Your company hears what others tried."}  # fmt: skip
    answer = client_of(hall.mara).post("/openings/new/", told)
    assert answer.status_code == 422
    assert "Name the colleague who decides." in text_of(answer)
    answer = client_of(hall.mara).post("/openings/new/", told | {"decides": "first_come"})
    assert answer.status_code == 302, text_of(answer)
    assert Opening.objects.get().seats == 2


def test_a_draft_is_changed_and_thrown_away() -> None:
    hall = Hall(1)
    made = draft(hall, criteria={"regions": ["Far North"], "member_days": 0})
    page = text_of(client_of(hall.mara).get(f"/openings/{made.key}/write/"))
    assert 'value="Dinner at the harbour"' in page
    assert client_of(hall.mara).post(f"/openings/{made.key}/discard/").status_code == 302
    assert not Opening.objects.exists()


def test_who_could_qualify_is_invited_only_where_somebody_says_so() -> None:
    hall = Hall()
    opening = opened(hall, criteria={"languages": ["English"]})
    client, chosen = client_of(hall.mara), {"contact": [hall.people[0].pk]}
    page = text_of(client.post(f"/openings/{opening.key}/whom/", chosen))
    assert "could qualify: nobody knows which language they speak" in page
    assert not Guest.objects.exists()
    assert client.post(f"/openings/{opening.key}/whom/", chosen | {"although_unknown": "yes"}).status_code == 302
    page = text_of(client.get(f"/openings/{opening.key}/"))
    assert "Not known then: nobody knows which language they speak." in page
    assert client.post(f"/openings/{opening.key}/whom/", {}).status_code == 422


def test_the_ask_beside_a_guest_is_sent_and_answered_with_its_opening() -> None:
    hall = Hall()
    opening = opened(hall, kind="stage", rung="conference_talk")
    (guest,) = invite(hall, opening, hall.people[1])
    assert guest.ask is not None
    page = text_of(client_of(hall.mara).get(f"/asks/{guest.ask.pk}/"))
    assert "With an opening" in page
    assert "Take it back" in page, "until it was sent"
    assert "Send invitation" not in page
    assert "Write down their answer" not in page
