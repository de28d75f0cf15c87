"""The four ways to fulfil a request, each from who fits to done, through every door: the desk's pages, the owner's mail,
the chain, the customer's phone without script, calendars read by another parser than wrote them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import vobject
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, TODAY, WINS, colleague
from tests.program.references.calls import THREE, at
from tests.program.references.desk import Desk, request
from tests.web.portal.test_openings_in_browser import phone
from vouch.domain.policy.desk import Mode
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.models import Message
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Match, Request
from vouch.program.references.states import MatchState, RequestState
from vouch.runs.desk import pool
from vouch.runs.work.asking import tend
from vouch.web.portal import door
from vouch.web.shared.addresses import address
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOON = dt.datetime.combine(TODAY, dt.time(12), tzinfo=POLICY.zone)


@pytest.fixture
def desk(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk on its day, at every door; links in mails lead to the server of the test."""
    settings.VOUCH_URL, settings.VOUCH_DAILY_MAIL = served, dt.time(0)
    for module in (door, day):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    pool._STANDING.clear()
    yield Desk()
    pool._STANDING.clear()


@contextmanager
def workspace(browser: Browser, served: str, who: User) -> Iterator[Page]:
    """A page of a colleague who is signed in."""
    client = Client()
    client.force_login(who)
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 900}, locale="en-GB")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "domain": "127.0.0.1", "path": "/"}])
    yield context.new_page()
    context.close()


def path_in(to: str, pattern: str) -> str:
    """The newest link of this kind in a mail to them."""
    for row in Message.objects.filter(to=to).order_by("-id"):
        if found := re.search(pattern, row.text):
            return found[0]
    raise AssertionError(f"no mail to {to} has {pattern}")


def opened(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def the_match() -> Match:
    return now(Match.objects.get().pk)


@pytest.mark.parametrize("mode", list(Mode))
def test_from_who_fits_to_done(mode: Mode, desk: Desk, browser: Browser, served: str) -> None:
    legal = colleague("lou", Position.VIEWER)
    assert desk.ana.account is not None
    actions.set_mode(by=desk.mara, activity="reference_call", mode=mode, policy=POLICY)
    if mode.cleared:
        actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[legal], why=["contracts"])
    asked = request(desk)
    with workspace(browser, served, desk.sol if mode.by_seller else desk.mara) as page:
        somebody_is_chosen(page, asked)
    assert the_match().contact == desk.ana
    if mode is Mode.SELF_TOLD:
        assert state_of(the_match()) is MatchState.INVITED, "nobody had to be asked"
        assert Message.objects.filter(to=desk.omar.email, subject__startswith="For your information").count() == 1
    else:
        with phone(browser, served) as page:
            the_owner_agrees(page, desk)
    if mode.cleared:
        assert state_of(the_match()) is MatchState.CHAIN
        with workspace(browser, served, legal) as page:
            the_chain_agrees(page, legal)
    assert state_of(the_match()) is MatchState.INVITED
    with phone(browser, served) as page:
        the_customer_names_times(page, desk)
    with workspace(browser, served, desk.sol) as page:
        the_seller_picks(page, desk)
    the_calendars_say_so(desk)
    Match.objects.update(starts_at=at(-1, 22))  # they speak, and hours pass
    tend(POLICY, address=address, now=NOON)
    with phone(browser, served) as page:
        the_customer_says_how_it_was(page, desk)
    with workspace(browser, served, desk.sol) as page:
        the_seller_says_how_it_was(page, asked)
    match = the_match()
    assert (match.ask.minutes, match.ask.quality) == (40, 1.0)
    assert Request.objects.get().state == RequestState.DONE
    with workspace(browser, served, desk.mara) as page:
        they_are_thanked(page, asked)
    assert Message.objects.get(key=f"thanks {match.pk}").to == desk.ana.email


def somebody_is_chosen(page: Page, asked: Request) -> None:
    page.goto(f"/references/{asked.pk}/")
    page.get_by_role("link", name="See who fits").first.click()
    page.get_by_role("link", name=re.compile("^Ask (the owner|Ana)")).first.click()
    page.get_by_label("What is in it for the person?").fill(WINS["win_person"])
    page.get_by_label("What is in it for their company?").fill(WINS["win_company"])
    page.get_by_role("button", name=re.compile("^Ask (the owner|them)$")).click()
    expect(page.locator("main")).to_contain_text("Ana Silva")


def the_owner_agrees(page: Page, desk: Desk) -> None:
    """From the link of their mail, without signing in."""
    assert state_of(the_match()) is MatchState.CLEARING
    tend(POLICY, address=address, now=NOON)
    page.goto(path_in(desk.omar.email, r"/clearances/[\w-]+/"))
    assert state_of(the_match()) is MatchState.CLEARING, "opening it changes nothing"
    page.get_by_role("button", name="Yes, ask them").click()
    tend(POLICY, address=address, now=NOON)


def the_chain_agrees(page: Page, legal: User) -> None:
    page.goto(path_in(legal.email, r"/references/\w+/"))
    opened(page, "Agree, or not")
    page.get_by_role("button", name="I agree").click()
    expect(page.locator("main")).to_contain_text("Agreed.")


def the_customer_names_times(page: Page, desk: Desk) -> None:
    """From the link of the invitation, on a phone without script."""
    page.goto(path_in(desk.ana.email, r"/for-you/i/[\w-]+/"))
    expect(page.locator("main")).to_contain_text("Nia Norden of Norden")
    page.get_by_role("button", name="Yes, I will").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. When could you speak to Norden?")
    for number, one in enumerate(THREE, 1):
        page.locator(f"#day-{number}").fill(one.date().isoformat())
        page.locator(f"#hour-{number}").fill(f"{one:%H:%M}")
    page.locator("#zone").select_option("Europe/Lisbon")
    page.get_by_role("button", name="Send these times").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Norden picks one of your times.")


def the_seller_picks(page: Page, desk: Desk) -> None:
    page.goto(path_in(desk.sol.email, r"/references/\w+/"))
    opened(page, "Pick a time")
    page.locator("details[open] input[type=radio]").nth(1).check()
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("main")).to_contain_text("For the calendar")


def the_calendars_say_so(desk: Desk) -> None:
    assert the_match().starts_at == THREE[1], "in winter Lisbon keeps the time of UTC"
    for reader in (desk.ana.email, desk.sol.email, "nia@norden.example"):
        row = Message.objects.filter(to=reader).exclude(attachments=[]).latest("id")
        entry = vobject.readOne(row.attachments[0]["text"])
        assert (entry.method.value, entry.vevent.dtstart.value) == ("REQUEST", THREE[1])
        guests = {one.value.lower() for one in entry.vevent.contents["attendee"]}
        assert guests == {f"mailto:{one}" for one in (desk.ana.email, desk.sol.email, "nia@norden.example")}


def the_customer_says_how_it_was(page: Page, desk: Desk) -> None:
    page.goto(path_in(desk.ana.email, r"/for-you/i/[\w-]+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("How was it with Norden?")
    page.get_by_label("Very good").check()
    page.get_by_label("How many minutes").fill("40")
    page.get_by_role("button", name="That is how it was").click()
    expect(page.locator("main")).to_contain_text("You told us how it was.")


def the_seller_says_how_it_was(page: Page, asked: Request) -> None:
    page.goto(f"/references/{asked.pk}/")
    opened(page, "How was it?")
    page.get_by_label("Very positive").check()
    page.locator("details[open]").get_by_role("button", name="Say it").click()
    expect(page.locator("main")).to_contain_text("Seller: very positive", ignore_case=True)


def they_are_thanked(page: Page, asked: Request) -> None:
    page.goto(f"/references/{asked.pk}/")
    opened(page, "Thank them")
    page.locator("details[open]").get_by_role("button", name="Thank them").click()
    expect(page.locator("summary", has_text="Thank them")).to_have_count(0)
