"""The customers' door in a real browser: on a phone, without script, by key alone, clean for axe, from code to leaving."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, WINS
from tests.program.cast import ines
from tests.web.browsing import WAYS, judged, press
from tests.web.factory import Placed
from tests.web.portal.cast import code_in_mail
from tests.web.served import enter
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.consent.actions import set_permission
from vouch.program.consent.queries import consents_of, limits_of
from vouch.program.members.actions.visiting import begin
from vouch.program.members.models import Member, Visit
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact
from vouch.web.portal import door
from vouch.web.shared.addresses import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
ANA = "ana@acme.example"


@pytest.fixture
def ana(placed: Placed) -> Contact:
    return Contact.objects.get(pk=placed.person("Ana Lind"))


@pytest.fixture
def manager(placed: Placed) -> User:
    return ines()


@pytest.fixture
def ask(ana: Contact, manager: User) -> Ask:
    """Proposed, cleared and sent by the programme; its mail waits in the outbox."""
    now = {"policy": POLICY, "today": door.today()}
    one = actions.propose(by=manager, contact=ana, activity="named_quote", subject="Two lines on your summer",
                          why="You brought twelve docks live.", **WINS, **now)  # fmt: skip
    if one.state == "proposed":
        one = actions.answer_clearance(by=manager, ask=one, answer="yes", **now)
    (sent,) = actions.send(by=manager, asks=[one], address=address, **now)
    assert sent.refusal is None, sent.refusal
    return sent.ask


def in_mail(kind: str) -> str:
    """The path of a link in the newest mail to a customer that has one."""
    for mail in Message.objects.exclude(contact="").order_by("-id"):
        found = re.search(rf"/for-you/{kind}/[\w-]+/", mail.text)
        if found:
            return found[0]
    raise AssertionError(f"no mail has a link of {kind}")


@contextmanager
def opened(
    browser: Browser, served: str, *, script: bool = False, who: Contact | None = None, **more: Any
) -> Iterator[Page]:
    """A page on a phone, without script unless asked for; with a visit of somebody, if named."""
    options = {"viewport": PHONE, "locale": "en-GB", "java_script_enabled": script, **more}
    context = browser.new_context(base_url=served, **options)
    if who is not None:
        secret = begin(contact=who)
        context.add_cookies([{"name": "vouch_visit", "value": secret, "domain": "127.0.0.1", "path": "/for-you/"}])
    yield context.new_page()
    context.close()


def came_in(page: Page) -> None:
    page.goto("/for-you/")
    page.get_by_label("Your e-mail address at work").fill(ANA)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_in_mail())
    page.get_by_role("button", name="Come in").click()
    expect(page).to_have_url(re.compile(r"/for-you/$"))


def state(ask: Ask) -> str:
    return str(Ask.objects.get(pk=ask.pk).state)


def test_from_a_code_to_joining_and_a_yes_on_a_phone_without_script(ask: Ask, served: str, browser: Browser) -> None:
    with opened(browser, served) as page:
        came_in(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("You are invited to a public quote with your name.")
        page.get_by_role("button", name="Yes, I will").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you. You said yes")
        page.get_by_role("button", name=re.compile("^Yes.*May we use your words")).click()
        page.get_by_role("button", name=re.compile("^No.*May we put your name")).click()
        page.get_by_role("link", name="Why this programme exists").click()
        page.get_by_role("button", name="Join").click()
        page.get_by_label("Shaping things early, together with others").check()
        page.get_by_role("button", name="Keep my answers").click()
        expect(page.get_by_role("status")).to_contain_text("It is kept")
    words = consents_of(ask.contact_id)
    assert (state(ask), words["quote"].given, words["name"].given) == ("accepted", True, False)
    assert Member.objects.get().answers == {"part": "collaborator"}


def test_by_key_alone_from_the_address_to_a_no(ask: Ask, served: str, browser: Browser) -> None:
    with opened(browser, served, script=True) as page:
        page.goto("/for-you/")
        press(page.get_by_role("link", name="Skip to the content"))
        press(page.get_by_label("Your e-mail address at work"), "End")
        page.keyboard.type(ANA)
        page.keyboard.press("Enter")
        page.wait_for_url("**/come-in/code/**")
        press(page.get_by_label("Code"), "End")
        page.keyboard.type(code_in_mail())
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/for-you/$"))
        press(page.get_by_role("button", name="No, thank you"))
        expect(page.get_by_role("heading", level=1)).to_have_text("You said no, and that is settled.")
    assert state(ask) == "declined"


def test_not_now_from_the_mail_says_when(ask: Ask, served: str, browser: Browser) -> None:
    with opened(browser, served) as page:
        page.goto(in_mail("i"))
        page.get_by_text("Add a few words").click()
        page.get_by_label("A few words, if you like").fill("After the move")
        page.get_by_role("button", name="Not now").click()
        page.get_by_label("In half a year").check()
        page.get_by_role("button", name="Not before then").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("You said not now. We ask again no sooner than")
    assert (state(ask), Ask.objects.get().answer_words) == ("not_now", "After the move")


def test_something_smaller_from_the_mail_says_what(ask: Ask, served: str, browser: Browser) -> None:
    with opened(browser, served) as page:
        page.goto(in_mail("i"))
        page.get_by_role("button", name="Something smaller").click()
        page.get_by_role("radio").first.check()
        page.get_by_label("In your own words").fill("Between us only")
        page.get_by_role("button", name="Rather that").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("You would rather do something smaller.")
    assert state(ask) == "smaller"
    assert Ask.objects.get().answer_words.endswith("Between us only")


def test_one_press_stops_all_from_the_mail(ask: Ask, served: str, browser: Browser) -> None:
    with opened(browser, served) as page:
        page.goto(in_mail("stop"))
        page.get_by_role("button", name="No more invitations").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You get no more invitations from us.")
    assert consents_of(ask.contact_id)["invitations"].given is False


def test_limits_are_set_and_paused_without_script(ana: Contact, served: str, browser: Browser) -> None:
    with opened(browser, served, who=ana) as page:
        page.goto("/for-you/limits/")
        page.get_by_label("At most twice a year").check()
        page.get_by_label("In public, with my name", exact=True).check()
        page.get_by_text("Kinds of things you never want").click()
        page.get_by_label("Your company's logo").check()
        page.get_by_role("button", name="Keep my limits").click()
        expect(page.get_by_role("status")).to_contain_text("They hold from now on")
        page.get_by_role("button", name="Pause everything for three months").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("We leave you in peace until")
    row = limits_of(ana.pk)
    assert (row.every_days, row.exposure, row.refused, row.paused_until is not None) == (182, 3, ["logo"], True)


@pytest.mark.parametrize(("link", "ending"), [("A page to read", "html"), ("A file for programs (JSON)", "json")])
def test_everything_about_them_comes_as_a_file(
    ana: Contact, served: str, browser: Browser, link: str, ending: str
) -> None:
    with opened(browser, served, who=ana, accept_downloads=True) as page:
        page.goto("/for-you/about-me/")
        with page.expect_download() as coming:
            page.get_by_role("link", name=link).click()
        assert coming.value.suggested_filename == f"about-me.{ending}"
        text = Path(coming.value.path()).read_text(encoding="utf-8")
    assert "Ana Lind" in text
    assert "212 driver hours saved" in text or "Would fight for it" in text
    assert "Bo Riis" not in text
    if ending == "json":
        assert json.loads(text)["placement"]["now"], "where they stand is told"


def test_leaving_is_one_page_and_one_button(ask: Ask, ana: Contact, served: str, browser: Browser) -> None:
    with opened(browser, served, who=ana) as page:
        page.goto("/for-you/")
        page.get_by_role("link", name="Leave", exact=True).click()
        page.get_by_role("button", name="Leave").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("You have left.")
        page.goto("/for-you/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Which address do we write to you at?")
    assert not Visit.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_pages_break_no_accessibility_rule_and_fit(
    ask: Ask, ana: Contact, manager: User, served: str, browser: Browser, width: int, scheme: str
) -> None:
    set_permission(by=manager, account=ana.account, activity="", allowed="ask_first", said_by_contact=ana,
                   said_on=door.today())  # fmt: skip
    rooms = ("", "limits/", "company/", "came-of-it/", "about-me/", "may-use/", "leave/", "why/", "goodbye/",
             f"invitations/{ask.pk}/")  # fmt: skip
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, served, script=True, who=ana, **look) as page:
        for room in rooms:
            judged(page, f"/for-you/{room}")
        for step in ("Not now", "Something smaller"):
            page.goto(f"/for-you/invitations/{ask.pk}/")
            page.get_by_role("button", name=step).click()
            expect(page.get_by_role("link", name="Back to the invitation")).to_be_visible()
    with opened(browser, served, script=True, **look) as page:
        for room in ("/for-you/come-in/", "/for-you/why/", in_mail("i"), in_mail("stop"), "/for-you/i/nothing/"):
            judged(page, room)


def test_a_colleague_sees_what_a_person_sees_from_their_page(ask: Ask, ana: Contact, manager: User, page: Page) -> None:
    enter(page, manager)
    page.goto(f"/customers/people/{ana.pk}/")
    page.get_by_role("link", name="See what Ana Lind sees").click()
    expect(page.get_by_text("This is what Ana Lind sees.")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    judged(page, f"/for-you/preview/{ana.pk}/")
