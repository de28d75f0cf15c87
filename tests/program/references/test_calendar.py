"""The entry for a calendar, read by a parser that is not the writer's: same entry, rising sequence, who is asked."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email import policy as email_policy
from typing import Any

import pytest
import vobject

from tests.program.asks.town import POLICY
from tests.program.references.calls import NOW, THREE, answered, at, booked, offered, willing
from tests.program.references.desk import Desk
from vouch.domain.errors import Refusal
from vouch.program.outbox.delivery import _mail
from vouch.program.outbox.models import Message
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.models import Look, Match, Request
from vouch.program.references.queries import calendar_of
from vouch.program.references.states import Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def entries(to: str) -> list[Any]:
    """The calendar files that were mailed to them, parsed, oldest first."""
    rows = Message.objects.filter(to=to).order_by("id")
    return [vobject.readOne(one["text"]) for row in rows for one in row.attachments]


def who(entry: Any) -> set[str]:
    return {one.value.removeprefix("mailto:").lower() for one in entry.vevent.contents.get("attendee", [])}


def test_one_entry_is_set_moved_and_called_off_and_its_sequence_rises(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    actions.set_place(by=desk.sol, match=match, place="Room 5; floor 2, left", **NOW)
    actions.call_off(match=match, side=Side.SELLER, by=desk.sol, door="workspace", **NOW)
    match = booked(desk, offered(match, [at(5), at(6), at(7)]), 2)
    answered(match, "declined")
    for reader in (desk.ana.email, desk.sol.email, "nia@norden.example"):
        found = entries(reader)
        assert [one.method.value for one in found] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
        assert {one.vevent.uid.value for one in found} == {f"{match.pk}@vouch"}
        assert [int(one.vevent.sequence.value) for one in found] == [1, 2, 3, 4, 5]
        assert [one.vevent.dtstart.value for one in found] == [THREE[0], THREE[0], THREE[0], at(7), at(7)]
        assert {one.vevent.dtend.value - one.vevent.dtstart.value for one in found} == {dt.timedelta(minutes=30)}
        assert [one.vevent.status.value for one in found] == [
            "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED",
        ]  # fmt: skip
        assert {one.vevent.organizer.value.lower() for one in found} == {"mailto:sol@example.com"}
        assert found[1].vevent.location.value == "Room 5; floor 2, left"


def test_all_three_are_asked_and_names_stay_whole(desk: Desk) -> None:
    desk.ana.name = 'Ana "Zé" Silva, née Çelik; very long ' + "ä" * 60
    desk.ana.save()
    booked(desk, offered(willing(desk)))
    (entry,) = entries(desk.ana.email)
    assert who(entry) == {desk.ana.email, "sol@example.com", "nia@norden.example"}
    text = Message.objects.filter(to=desk.ana.email).order_by("-id")[0].attachments[0]["text"]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", ""), "every line ends as the standard says"


def test_an_address_that_is_not_released_is_in_no_sellers_calendar_nor_the_buyers(desk: Desk) -> None:
    actions.set_mode(by=desk.mara, activity="reference_call", mode="manager_cleared", release=False, policy=POLICY)
    booked(desk, offered(willing(desk)))
    for reader in (desk.sol.email, "nia@norden.example"):
        (entry,) = entries(reader)
        assert who(entry) == {"sol@example.com", "nia@norden.example"}, reader
    assert who(entries(desk.ana.email)[0]) == {desk.ana.email, "sol@example.com", "nia@norden.example"}


def test_an_address_in_a_sellers_calendar_counts_as_one_they_were_given(desk: Desk) -> None:
    booked(desk, offered(willing(desk)))
    look = Look.objects.get(kind="address")
    assert (look.by, look.match.contact) == (desk.sol, desk.ana)
    few = POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update={"contacts_a_day": 1})})
    asked = Request.objects.get()
    Request.objects.filter(pk=asked.pk).update(how_many=2)
    match = willing(desk, asked, desk.dee)
    match = offered(match)
    slot = now(match.pk).slots.filter(gone=False)[0]
    actions.pick(match=match, slot=slot.pk, side=Side.SELLER, by=desk.sol, door="workspace", **{**NOW, "policy": few})
    assert desk.dee.email not in who(entries(desk.sol.email)[-1]), "one more than a day allows"
    assert Match.objects.get(pk=match.pk).released_at is None


def test_it_goes_with_the_mail_as_calendars_and_as_a_file(desk: Desk) -> None:
    booked(desk, offered(willing(desk)))
    row = Message.objects.filter(to=desk.ana.email).order_by("-id")[0]
    mail = message_from_bytes(_mail(row).message().as_bytes(linesep="\r\n"), policy=email_policy.default)
    parts = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in mail.walk()]
    assert ("text/calendar", "REQUEST", None) in parts
    assert ("text/calendar", "REQUEST", "call.ics") in parts
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            assert vobject.readOne(part.get_content()).vevent.sequence.value == "1"


def test_the_file_of_a_page_has_no_address_but_the_organizers(desk: Desk) -> None:
    match = willing(desk)
    with pytest.raises(Refusal, match="No time was picked"):
        calendar_of(match, policy=POLICY)
    match = booked(desk, offered(match))
    text = calendar_of(match, policy=POLICY, page="https://vouch.example.com/x")
    entry = vobject.readOne(text)
    assert (entry.method.value, who(entry)) == ("PUBLISH", set())
    assert desk.ana.email not in text
    assert "nia@norden.example" not in text
