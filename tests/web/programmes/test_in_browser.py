"""Programmes in a real browser: from goal to result by key, without script, and clean for axe on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, TODAY, Town
from tests.program.cast import PASSWORD
from tests.program.programmes.fair import asked, planned, running
from tests.web.browsing import judged_all, press, without_script
from tests.web.served import enter
from vouch.program.asks.models import Ask
from vouch.program.programmes.models import Programme, ProgrammeAsk
from vouch.runs.suggest import suggest
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(served: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """The town, whose colleagues have passwords, after everybody was looked at."""
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town()
    for who in (made.mara, made.omar, made.sol):
        who.set_password(PASSWORD)
        who.save()
    suggest(tmp_path, POLICY, TODAY)
    return made


def test_by_key_from_goal_to_result(town: Town, page: Page) -> None:
    enter(page, town.mara)
    page.goto("/programmes/suits/?goal=faster_deals")
    press(page.get_by_role("link", name="Plan this programme for a reference call with one prospect"))
    expect(page.get_by_label("Its name")).to_have_value("Faster deals: a reference call with one prospect")
    press(page.get_by_role("button", name="Plan it"))
    press(page.get_by_role("button", name="Begin it"))
    press(page.get_by_role("link", name="Propose its asks"))
    press(page.get_by_role("link", name="Write the letter for a reference call with one prospect"))
    page.get_by_label("What is in it for the person?").fill("You hear how four others of your size run their yards.")
    page.get_by_label("What is in it for their company?").fill("Your company is named first where buyers look.")
    page.get_by_label("Why them of all people?").fill("You brought twelve sites live in a summer.")
    press(page.get_by_role("button", name="Look at each letter"))
    propose = page.get_by_role("button", name="Propose all").first
    press(propose)
    expect(propose).to_have_count(0)
    page.goto(f"/programmes/{Programme.objects.get().pk}/")
    assert ProgrammeAsk.objects.count() == Ask.objects.count() >= 1
    press(page.locator("summary", has_text="End it"))
    page.get_by_label("What was learnt?").fill("Calls on Thursdays were taken.")
    press(page.locator("#end").get_by_role("button", name="End it"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("reached 0 of")


def test_without_script_a_cost_is_written_down_and_taken_back(town: Town, browser: Browser, served: str) -> None:
    made = running(town)
    with without_script(browser, served, town.mara) as page:
        page.goto(f"/programmes/{made.pk}/")
        page.locator("summary", has_text="Write down a cost").click()
        page.get_by_label("Money, in EUR").fill("39")
        page.get_by_role("button", name="Write it down").click()
        expect(page.locator("section[aria-labelledby='cost-h']")).to_contain_text("€39")
        page.get_by_role("button", name="Take back this cost").click()
        expect(page.locator("section[aria-labelledby='cost-h']")).to_contain_text("Nothing was written down yet.")


def test_every_page_is_clean_and_fits_a_phone(town: Town, browser: Browser, served: str) -> None:
    first, second, third = running(town), running(town, name="Calls in autumn"), planned(town, whom="listed")
    asked(first, town.ana, "thanked", ago=10)
    asked(second, town.dee, "declined")
    pages = (
        "/programmes/", f"/programmes/{first.pk}/", "/programmes/new/", f"/programmes/{third.pk}/people/?q=a",
        f"/programmes/{first.pk}/people/", "/programmes/suits/?goal=faster_deals", "/programmes/suits/?goal=reviews",
        f"/programmes/compare/?programme={first.pk}&programme={second.pk}",
    )  # fmt: skip
    judged_all(browser, served, town.mara, pages)
    judged_all(browser, served, town.sol, pages[:2])
