"""A talk with a buyer at the customers' door, in a real browser, on a phone without script: times, a change, how it was."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, TODAY
from tests.program.references.calls import NOW, at, booked, offered, willing
from tests.program.references.desk import Desk
from tests.web.browsing import WAYS, judged, press
from tests.web.portal.test_openings_in_browser import phone
from vouch.program.outbox.models import Message
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Feedback, Match, Referral
from vouch.program.references.states import MatchState, Side
from vouch.web.portal import door
from vouch.web.shared.addresses import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
"""The desk and its day are those of `tests/program/references`."""


@pytest.fixture
def desk(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk; links in mails lead to the server of the test."""
    settings.VOUCH_URL = served
    monkeypatch.setattr(door, "today", lambda: TODAY)
    monkeypatch.setitem(NOW, "address", address)
    return Desk()


def link_in(key: str) -> str:
    """The path of the link in the newest mail whose key begins so."""
    text = Message.objects.filter(key__startswith=key, html__contains="/for-you/").latest("id").text
    found = re.search(r"/for-you/[it]/[\w-]+/", text)
    assert found, text
    return found[0]


def fill(page: Page, times: list[dt.datetime]) -> None:
    for number, one in enumerate(times, 1):
        page.locator(f"#day-{number}").fill(one.date().isoformat())
        page.locator(f"#hour-{number}").fill(f"{one:%H:%M}")


def test_times_are_named_in_their_own_zone_and_the_entry_goes_into_the_calendar(
    desk: Desk, browser: Browser, served: str
) -> None:
    match = willing(desk)
    with phone(browser, served, desk.ana) as page:
        page.goto("/for-you/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. When could you speak to Norden?")
        press(page.get_by_role("link", name="Name times"))
        page.locator("#zone").select_option("Asia/Tokyo")
        fill(page, [at(3), at(4)])
        press(page.get_by_role("button", name="Send these times"))
        expect(page.get_by_role("alert")).to_contain_text("Name 3 to 10 different times")
        assert page.locator("#zone").input_value() == "Asia/Tokyo", "what was filled in stays"
        fill(page, [at(3), at(4), at(20)])
        press(page.get_by_role("button", name="Send these times"))
        page.get_by_label("Why it has to be later").fill("I travel in between.")
        fill(page, [at(3), at(4), at(5)])
        press(page.get_by_role("button", name="Send these times"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Norden picks one of your times.")
    slots = now(match.pk).slots.filter(gone=False)
    assert [one.starts_at.hour for one in slots] == [0, 0, 0], "nine in Tokyo is midnight in UTC"
    booked(desk, match)
    with phone(browser, served) as page:
        page.goto(link_in("match booked"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("You speak to Norden on")
        with page.expect_download() as got:
            press(page.get_by_role("link", name="Put it into my calendar"))
        text = got.value.path().read_text()
        assert "METHOD:PUBLISH" in text
        assert "nia@norden.example" not in text, "no address that is not needed"
        page.get_by_text("Something came up").click()
        press(page.get_by_role("button", name="Another time, please"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. When could you speak to Norden?")
    assert state_of(now(match.pk)) is MatchState.WILLING


def test_a_buyer_picks_in_their_own_zone_by_a_link(desk: Desk, browser: Browser, served: str) -> None:
    match = offered(willing(desk))
    link = actions.link_for_buyer(by=desk.sol, match=match, policy=POLICY, today=TODAY, address=address)
    with phone(browser, served) as page:
        page.goto(link.removeprefix(served))
        expect(page.get_by_role("heading", level=1)).to_have_text("When would you like to speak to Ana Silva of Acme?")
        expect(page.locator("main")).not_to_contain_text("@")
        page.locator("#zone").select_option("America/New_York")
        press(page.get_by_role("button", name="Show"))
        expect(page.locator("main")).to_contain_text("(America/New_York)")
        assert now(match.pk).starts_at is None, "opening it changes nothing"
        press(page.get_by_role("button", name="This one"))
        expect(page.get_by_role("alert")).to_contain_text("Pick one of the times")
        page.get_by_role("radio").first.check()
        press(page.get_by_role("button", name="This one"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("You speak to Ana Silva of Acme on")
    assert now(match.pk).starts_at is not None


def test_how_it_was_and_what_came_of_it(desk: Desk, browser: Browser, served: str) -> None:
    match = booked(desk, offered(willing(desk)))
    Match.objects.filter(pk=match.pk).update(starts_at=at(-1, 22))
    actions.tend(policy=POLICY, today=TODAY, address=address)
    with phone(browser, served) as page:
        page.goto(link_in("match how"))
        expect(page.get_by_role("heading", level=1)).to_have_text("How was it with Norden?")
        press(page.get_by_role("button", name="That is how it was"))
        expect(page.get_by_role("alert")).to_contain_text("How it was is one of")
        page.get_by_label("Very good").check()
        page.get_by_label("How many minutes").fill("45")
        page.get_by_label("Yes", exact=True).check()
        press(page.get_by_role("button", name="That is how it was"))
        expect(page.locator("main")).to_contain_text("You told us how it was. Thank you.")
    said = Feedback.objects.get(side=Side.CUSTOMER)
    assert (said.grade, said.minutes, said.again) == ("very_positive", 45, True)
    assert state_of(now(match.pk)) is MatchState.DONE


def test_somebody_is_introduced_without_their_address_and_their_fate_is_seen(
    desk: Desk, browser: Browser, served: str
) -> None:
    with phone(browser, served, desk.ana) as page:
        page.goto("/for-you/introduce/")
        page.get_by_label("Their name").fill("Eve Ek")
        page.get_by_label("Then their e-mail address").fill("eve@ek.example")
        press(page.get_by_role("button", name="Introduce them"))
        expect(page.get_by_role("alert")).to_contain_text("Say that they know of it")
        page.get_by_label("Then their e-mail address").fill("")
        press(page.get_by_role("button", name="Introduce them"))
        expect(page.locator("main")).to_contain_text("we have it, and have not spoken to them yet")
        row = Referral.objects.get()
        actions.set_fate(by=desk.sol, referral=row, fate="qualified", policy=POLICY, today=TODAY)
        page.reload()
        expect(page.locator("main")).to_contain_text("we are in touch with them. Sol looks after it.")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", ["name", "wait", "pick", "set", "missed", "how", "buyer", "introduce"])
def test_every_step_is_fit_for_everybody(
    desk: Desk, browser: Browser, served: str, what: str, way: tuple[int, str]
) -> None:
    match = willing(desk)
    path = f"/for-you/invitations/{match.ask_id}/"
    if what == "pick":
        actions.offer(match=match, times=[at(2), at(3), at(4)], side=Side.SELLER, by=desk.sol, door="workspace",
                      policy=POLICY, today=TODAY, address=address)  # fmt: skip
    elif what not in ("name", "introduce"):
        match = offered(match)
    if what in ("set", "missed", "how"):
        match = booked(desk, match)
    if what in ("missed", "how"):
        Match.objects.filter(pk=match.pk).update(starts_at=at(-1), missed="seller" if what == "missed" else "")
    if what == "buyer":
        link = actions.link_for_buyer(by=desk.sol, match=match, policy=POLICY, today=TODAY, address=address)
        path = link.removeprefix(served)
    if what == "introduce":
        path = "/for-you/introduce/"
    width, scheme = way
    more = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "java_script_enabled": True}
    with phone(browser, served, None if what == "buyer" else desk.ana, **more) as page:
        judged(page, path)
