"""Openings in a real browser: written with a live check, published, guests chosen, held; by key, by axe, on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import TODAY, address
from tests.program.cast import PASSWORD
from tests.program.openings.hall import NOW, Hall, draft, invite, opened, say
from tests.web.browsing import judged_all, press, without_script
from tests.web.served import enter
from vouch.program.openings import actions
from vouch.program.openings.models import Guest, Opening
from vouch.program.outbox.models import Message
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The hall, whose colleagues have passwords; links in mails lead to the server of the test."""
    settings.VOUCH_URL = served
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Hall()
    for who in (made.mara, made.omar):
        who.set_password(PASSWORD)
        who.save()
    return made


def fill(page: Page) -> None:
    """What every opening needs."""
    page.get_by_label("What sort is it?").select_option("dinner")
    page.get_by_label("Its name").fill("Dinner at the harbour")
    page.get_by_label("What is it?", exact=True).fill("Eight people, one table, no slides.")
    page.get_by_label("What is in it for the person?").fill("An evening with people who run yards like yours.")
    page.get_by_label("What is in it for their company?").fill("Your company hears first what comes next year.")


def test_from_a_draft_to_guests_who_are_told(hall: Hall, page: Page) -> None:
    enter(page, hall.mara)
    page.goto("/openings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is open to customers now.")
    page.get_by_role("link", name="Write an opening").click()
    fill(page)
    expect(page.locator("#fits")).to_contain_text("6 of 6 people at customers qualify.")
    page.get_by_label("Food").check()
    expect(page.locator("#fits")).to_contain_text("loyal or further; of the segment Food")
    expect(page.locator("#fits")).to_contain_text("3 of 6 people at customers qualify.")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A draft: 3 seats, and 3 people qualify now.")
    page.get_by_text("Publish it").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 3 seats are taken, 21 days left.")
    page.get_by_role("link", name="Choose whom to invite").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three people qualify and may be invited now.")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Invite the chosen").click()
    expect(page.locator("#notices")).to_contain_text("3 people are invited.")
    assert Message.objects.filter(key__startswith="opening invited").count() == 3


def test_criteria_nobody_meets_are_published_only_with_a_reason(hall: Hall, browser: Browser, served: str) -> None:
    made = draft(hall, criteria={"acts": 5})
    with without_script(browser, served, hall.mara) as page:
        publish_with_a_reason(page, made)
    assert Opening.objects.get().state == "published"


def publish_with_a_reason(page: Page, made: Opening) -> None:
    """First without one, which is refused in place."""
    page.goto(f"/openings/{made.key}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A draft: 3 seats, and nobody qualifies now.")
    page.get_by_text("Publish it").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Say why that is meant, or change the criteria.")
    page.get_by_label("Why is that meant?").fill("The acts of the fair come in tonight.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("main")).to_contain_text("The acts of the fair come in tonight.")


def test_a_named_colleague_decides(hall: Hall, page: Page) -> None:
    opening = opened(hall, decides="named", decider=hall.omar, seats=1, waiting=1)
    guests = invite(hall, opening, *hall.people[:1])
    say(guests[0], words="I would bring our yard plan.")
    enter(page, hall.omar)
    page.goto(f"/openings/{opening.key}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 1 seat are taken, 1 would like one, 9 days left.")
    page.get_by_text("Decide who gets a seat").click()
    page.get_by_role("checkbox", name=re.compile("P1 Quist")).check()
    page.get_by_role("button", name="Give these the seats").click()
    expect(page.locator("#notices")).to_contain_text("Decided, and everybody is told.")
    assert Guest.objects.get(pk=guests[0].pk).state == "seated"


def test_held_with_who_came_by_key_and_without_script(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall, happens_at=None)
    for one in invite(hall, opening)[:2]:
        say(one)
    with without_script(browser, served, hall.mara) as page:
        page.goto(f"/openings/{opening.key}/")
        press(page.locator("summary", has_text="It took place"))
        press(page.get_by_role("checkbox", name=re.compile("P2 Quist")), "Space")
        page.get_by_label(re.compile("What came of it")).fill("Two of them plan a visit.")
        press(page.get_by_role("button", name="Write it down"))
        expect(page.get_by_role("heading", level=1)).to_have_text("It took place: 1 of 2 guests came.")
        expect(page.locator("main")).to_contain_text("Two of them plan a visit.")
    assert sorted(Guest.objects.exclude(seat=None).values_list("state", flat=True)) == ["came", "missed"]


def test_written_without_script(hall: Hall, browser: Browser, served: str) -> None:
    with without_script(browser, served, hall.mara) as page:
        page.goto("/openings/new/")
        fill(page)
        page.get_by_label("Steel").check()
        page.get_by_role("button", name="See who qualifies").click()
        expect(page.locator("#fits")).to_contain_text("3 of 6 people at customers qualify.")
        expect(page.get_by_label("Its name")).to_have_value("Dinner at the harbour")
        page.get_by_role("button", name="Keep the draft").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("A draft: 3 seats")


def test_every_page_is_clean_and_fits_a_phone(hall: Hall, browser: Browser, served: str) -> None:
    opening = opened(hall, waiting=1)
    guests = invite(hall, opening, *hall.people[:5])
    for one in guests[:4]:
        say(one)
    named = opened(hall, title="A seat on the board", kind="board_seat", decides="named", decider=hall.mara)
    say(invite(hall, named, hall.people[0])[0])
    nobody = draft(hall, title="A stage", kind="stage", rung="conference_talk", criteria={"acts": 9})
    over = opened(hall, title="Early access", kind="early_access")
    actions.cancel(by=hall.mara, opening=over, words="It is late by a month.", address=address, **NOW)
    judged_all(
        browser,
        served,
        hall.mara,
        [
            "/openings/", "/openings/?lane=drafts", "/openings/?lane=past", "/openings/new/", f"/openings/{opening.key}/",
            f"/openings/{opening.key}/whom/", f"/openings/{named.key}/", f"/openings/{nobody.key}/",
            f"/openings/{nobody.key}/write/", f"/openings/{over.key}/",
        ],
    )  # fmt: skip
