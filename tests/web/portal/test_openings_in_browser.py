"""Openings at the customers' door, in a real browser: from the mail to a seat, given back, too late; without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import TODAY
from tests.program.openings.hall import NOW, Hall, invite, opened, say
from tests.web.browsing import WAYS, judged, press
from vouch.program.members.actions.visiting import begin
from vouch.program.openings import actions
from vouch.program.openings.models import Guest, Opening
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact
from vouch.web.portal import door
from vouch.web.shared.addresses import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The hall; links in mails lead to the server of the test."""
    settings.VOUCH_URL = served
    monkeypatch.setattr(door, "today", lambda: TODAY)
    return Hall()


@contextmanager
def phone(browser: Browser, served: str, who: Contact | None = None, **more: Any) -> Iterator[Page]:
    """A page on a phone without script, with a visit of somebody if named."""
    options: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False, **more}
    context = browser.new_context(base_url=served, locale="en-GB", **options)
    if who is not None:
        secret = begin(contact=who)
        context.add_cookies([{"name": "vouch_visit", "value": secret, "domain": "127.0.0.1", "path": "/for-you/"}])
    yield context.new_page()
    context.close()


def mailed(guest: Guest, what: str = "invited") -> str:
    """The path of the link in the mail that said this to a guest."""
    text = Message.objects.get(key=f"opening {what} {guest.pk}").text
    found = re.search(r"/for-you/o/[\w-]+/", text)
    assert found, text
    return found[0]


def test_from_the_mail_to_a_seat_and_back(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall, seats=1)
    first, second, *_ = invite(hall, opening, address=address)
    with phone(browser, served) as page:
        page.goto(mailed(first))
        expect(page.get_by_role("heading", level=1)).to_have_text("You are chosen for “Dinner at the harbour”.")
        expect(page.locator("main")).to_contain_text("Company 1 has reached more than was promised, and helps others")
        expect(page.locator("main")).to_contain_text("The one seat is free.")
        assert Guest.objects.get(pk=first.pk).state == "invited", "opening it changes nothing"
        press(page.get_by_role("button", name="Yes, gladly"))
        expect(page.get_by_role("heading", level=1)).to_have_text("You have a seat: “Dinner at the harbour”.")
    say(second, address=address)
    with phone(browser, served) as page:
        page.goto(mailed(first, "seated"))
        press(page.get_by_role("button", name="Give the seat back"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("You gave your seat back.")
    with phone(browser, served) as page:
        page.goto(mailed(second, "offered"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("A seat is free for you")
        expect(page.locator("main")).to_contain_text("The seat is kept for you until")
        press(page.get_by_role("button", name="Yes, I take the seat"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("You have a seat")


def test_all_taken_while_the_page_is_open_then_cancelled(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall, seats=1, waiting=0)
    first, second, *_ = invite(hall, opening, address=address)
    with phone(browser, served, hall.people[1]) as page:
        page.goto(f"/for-you/openings/{second.pk}/")
        expect(page.locator("main")).to_contain_text("The one seat is free.")
        say(first)
        page.get_by_role("button", name="Yes, gladly").click()
        expect(page.get_by_role("alert")).to_contain_text("were taken while this page was open")
        expect(page.locator("main")).to_contain_text("A seat may become free before the last day.")
        actions.cancel(by=hall.mara, opening=opening, words="The speaker is ill.", address=address, **NOW)
        page.get_by_role("button", name="Yes, gladly").click()
        expect(page.get_by_role("alert")).to_contain_text("was cancelled. Nothing is expected of you")
        expect(page.locator("main")).to_contain_text("The speaker is ill.")
        expect(page.locator("main")).to_contain_text("What else is possible")


def test_home_shows_what_they_were_chosen_for_and_nothing_else(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall)
    theirs, *_ = invite(hall, opening, *hall.people[:2])
    opened(hall, title="A board of advisers", kind="board_seat")
    with phone(browser, served, hall.people[0]) as page:
        page.goto("/for-you/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("You are chosen for “Dinner at the harbour”.")
        expect(page.locator("main")).not_to_contain_text("A board of advisers")
        expect(page.locator("main")).not_to_contain_text("P2 Quist")
        press(page.get_by_role("button", name="No, thank you"))
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "You said no to “Dinner at the harbour”, and that is settled."
        )
        other = Guest.objects.exclude(pk=theirs.pk).get()
        assert page.goto(f"/for-you/openings/{other.pk}/").status == 404  # type: ignore[union-attr]


def test_too_late_is_said_gently(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall)
    (guest,) = invite(hall, opening, hall.people[0])
    Opening.objects.update(state="closed")
    with phone(browser, served, hall.people[0]) as page:
        page.goto(f"/for-you/openings/{guest.pk}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("could be answered until")
        expect(page.get_by_role("button", name="Yes, gladly")).to_have_count(0)


def test_the_calendar_of_a_seat_reads_back(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall)
    (guest,) = invite(hall, opening, hall.people[0])
    say(guest)
    with phone(browser, served, hall.people[0]) as page:
        page.goto(f"/for-you/openings/{guest.pk}/")
        with page.expect_download() as download:
            page.get_by_role("link", name="Put it into my calendar").click()
        (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event["summary"] == "Dinner at the harbour"
    assert event.decoded("dtstart") == opening.happens_at


def test_every_state_is_clean_and_fits_a_phone(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall, seats=1, waiting=2)
    guests = invite(hall, opening, *hall.people[:4])
    for one in guests[:3]:
        say(one)
    say(guests[0], "no")  # gave back, offered, waiting, invited
    for number, guest in enumerate(guests):
        for width, scheme in WAYS:
            more: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
            with phone(browser, served, hall.people[number], java_script_enabled=True, **more) as page:
                judged(page, f"/for-you/openings/{guest.pk}/")
                judged(page, "/for-you/")
