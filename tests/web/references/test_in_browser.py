"""The desk in a real browser: a request from the form to somebody who was chosen; by axe, at both widths, without script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import TODAY, WINS
from tests.program.cast import PASSWORD
from tests.program.references.calls import at, booked, offered, willing
from tests.program.references.desk import LATER, NEED, Desk, choose, request
from tests.web.browsing import WAYS, at_width, clean, judged, judged_all, press, without_script
from tests.web.served import enter
from vouch.program.references.models import Match
from vouch.runs.desk import pool
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    pool._STANDING.clear()
    made = Desk()
    for one in (made.mara, made.sol):
        one.set_password(PASSWORD)
        one.save()
    yield made
    pool._STANDING.clear()


def test_a_seller_asks_and_the_desk_chooses(page: Page, desk: Desk) -> None:
    enter(page, desk.sol)
    page.goto("/references/")
    page.get_by_role("link", name="Ask for a reference").first.click()
    page.get_by_label("Which deal?").select_option(label="Norden platform 1, 120,000 EUR")
    page.get_by_label("What do you need?").select_option("reference_call")
    page.get_by_label("What does the buyer need to hear?").fill(NEED)
    page.get_by_label("Needed by").fill(LATER.isoformat())
    page.get_by_label("Those who decide want it").check()
    expect(page.locator("#beside")).to_contain_text("fit and may be asked")
    page.get_by_label("The technical side agrees").check()
    page.get_by_role("button", name="Hand it in and see who fits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Four people fit Norden and may be asked. Ana Silva fits best."
    )
    expect(page.get_by_role("link", name="Ask the owner first")).to_have_count(0)
    page.context.clear_cookies()
    enter(page, desk.mara)
    page.goto("/references/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One request waits for somebody to take it.")
    page.get_by_role("link", name="Norden").click()
    page.get_by_role("link", name="See who fits").first.click()
    page.get_by_role("link", name="Ask the owner first").first.click()
    page.get_by_label("What is in it for the person?").fill(WINS["win_person"])
    page.get_by_label("What is in it for their company?").fill(WINS["win_company"])
    page.get_by_role("button", name="Ask the owner").click()
    expect(page.get_by_text("The account’s owner is asked first.")).to_be_visible()


def test_a_word_and_an_ending_without_script(served: str, browser: Browser, desk: Desk) -> None:
    asked = request(desk)
    with without_script(browser, served, desk.mara) as page:
        page.goto(f"/references/{asked.pk}/")
        page.get_by_text("Say something").click()
        page.get_by_label("To whoever reads this request").fill("Two could; which size?")
        page.get_by_role("button", name="Say it").click()
        expect(page.get_by_text("Two could; which size?")).to_be_visible()
        page.locator("summary", has_text="Nobody is found").click()
        page.get_by_label("those who fit have done enough").check()
        page.get_by_role("button", name="End it").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("those who fit have done enough")


def test_every_page_of_the_desk_is_clean_and_fits(served: str, browser: Browser, desk: Desk) -> None:
    asked, other = request(desk), request(desk)
    choose(desk, asked)
    pages = ("", "new/", "figures/", "coverage/", "together/", "introduced/", "list/", "fulfilment/")
    addresses = [f"/references/{path}" for path in pages]
    addresses += [f"/references/{asked.pk}/", f"/references/{other.pk}/matches/",
                  f"/references/fulfilment/chain/{desk.ana.account_id}/"]  # fmt: skip
    judged_all(browser, served, desk.mara, addresses)


def test_what_the_customer_said_is_written_down_by_keyboard_and_clean_open_and_refused(
    served: str, browser: Browser, desk: Desk
) -> None:
    """The form on the page of a request, after the hour: folded, open, refused and filled again, and done."""
    soon = [dt.datetime.now(dt.UTC) + dt.timedelta(days=day) for day in (3, 4, 5)]
    rows = [booked(desk, offered(willing(desk, request(desk), whom), soon)) for whom in (desk.ana, desk.dee)]
    Match.objects.update(starts_at=at(-1))
    for (width, scheme), row in zip(WAYS, rows, strict=True):
        with at_width(browser, served, desk.mara, width, scheme) as page:
            judged(page, f"/references/{row.request_id}/")
            form = page.locator("details", has_text="What the customer told you").last
            press(form.locator("summary"))
            expect(form.get_by_role("group", name="How was it for them?")).to_be_visible()
            clean(page)
            press(form.get_by_role("radio").first, "ArrowDown")
            expect(form.get_by_role("radio", name="Positive", exact=True)).to_be_checked()
            press(form.get_by_label("Minutes it took them, all in all"), "4")
            page.keyboard.type("0 or so")
            press(form.get_by_role("radio", name="Yes"), "ArrowDown")
            press(form.get_by_label("In their own words"), "S")
            page.keyboard.type("hort.")
            press(form.get_by_role("button", name="Write it down"))
            expect(page.get_by_role("alert").first).to_contain_text("Minutes are a whole number.")
            form = page.locator("details", has_text="What the customer told you").last
            expect(form.get_by_label("In their own words")).to_have_value("Short.")
            expect(form.get_by_role("radio", name="Rather not")).to_be_checked()
            clean(page)
            minutes = form.get_by_label("Minutes it took them, all in all")
            press(minutes, "ControlOrMeta+a")
            page.keyboard.type("40")
            press(form.get_by_role("button", name="Write it down"))
            expect(page.get_by_text("Written down, as told to you.")).to_be_visible()
            expect(page.get_by_text("(as told to Mara): positive, 40 minutes, would not do it again")).to_be_visible()
            clean(page)
