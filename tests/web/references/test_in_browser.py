"""The desk in a real browser: a request from the form to somebody who was chosen; by axe, at both widths, without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import TODAY, WINS
from tests.program.cast import PASSWORD
from tests.program.references.desk import LATER, NEED, Desk, choose, request
from tests.web.browsing import judged_all, without_script
from tests.web.served import enter
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
