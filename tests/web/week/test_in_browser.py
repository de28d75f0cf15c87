"""This week in a real browser: by key, without script, put off and taken back, proposed; the month; clean for axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, TODAY, Town
from tests.program.cast import PASSWORD
from tests.web.browsing import judged_all, press, without_script
from tests.web.served import enter
from vouch.program.asks.models import Ask, Give
from vouch.program.findings.models import Placement
from vouch.program.suggestions.models import NextStep, NotThisWeek
from vouch.runs.suggest import suggest
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/week/", "/week/month/", "/week/all/asks/", "/week/all/gives/", "/week/all/left-alone/")


@pytest.fixture
def town(served: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """The town, whose colleagues have passwords, with what was suggested there; Dee's company is not known yet."""
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town(stage="loyal")
    for who in (made.mara, made.omar, made.sol):
        who.set_password(PASSWORD)
        who.save()
    Placement.objects.filter(pk__in=(made.dee.pk, made.dee.account_id)).update(stage="not_known_yet")
    suggest(tmp_path, POLICY, TODAY)
    return made


def test_by_key_from_a_suggestion_to_a_proposed_ask(town: Town, page: Page) -> None:
    enter(page, town.mara)
    page.goto("/week/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Three people could be asked this week, and nothing waits."
    )
    press(page.get_by_role("link", name="Write the invitation to Ana Silva"))
    page.get_by_label("What is in it for Ana Silva?").fill("You see how your number compares with forty others.")
    page.get_by_label("What is in it for Acme?").fill("Acme gets the comparison with companies of its size.")
    page.get_by_label("Why them of all people?").fill("You brought twelve sites live.")
    press(page.get_by_role("button", name="Look at the letter"))
    press(page.get_by_role("button", name="Propose it"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Silva")
    asked = Ask.objects.get()
    assert (asked.contact_id, asked.activity) == (town.ana.pk, NextStep.objects.get(contact=town.ana).activity)
    page.goto("/week/")
    expect(page.get_by_role("heading", name=re.compile("Invite Ana Silva"))).to_have_count(0)


def test_without_script_put_off_and_after_all(town: Town, browser: Browser, served: str) -> None:
    with without_script(browser, served, town.mara) as page:
        page.goto("/week/")
        page.get_by_role("button", name=re.compile("Not this week for Ana Silva")).click()
        expect(page.get_by_role("heading", name=re.compile("Invite Ana Silva"))).to_have_count(0)
        expect(page.locator("#po-h")).to_have_text("Not this week")
        page.get_by_role("button", name="After all for Ana Silva").click()
        expect(page.get_by_role("heading", name=re.compile("Invite Ana Silva"))).to_have_count(1)
    assert not NotThisWeek.objects.exists()


def test_a_give_is_planned_in_one_press_and_stands_there_no_more(town: Town, page: Page) -> None:
    enter(page, town.mara)
    page.goto("/week/")
    press(page.get_by_role("button", name="Plan it for Dee Diaz"))
    expect(page.locator("#notices")).to_contain_text("Planned, yours to do by")
    assert Give.objects.get().contact_id == town.dee.pk


def test_the_month_leads_to_one_letter_for_all_of_a_kind(town: Town, page: Page) -> None:
    enter(page, town.mara)
    page.goto("/week/")
    page.get_by_role("link", name="The month").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two people could be asked in the four weeks to come.")
    page.locator("section[aria-labelledby='go-h'] a").first.click()
    expect(page.get_by_role("button", name="Look at the letter")).to_be_visible()


def test_every_page_is_clean_and_fits_a_phone(town: Town, browser: Browser, served: str) -> None:
    NextStep.objects.filter(contact=town.bo).update(exploring=True, changed="Last week: give first. More is known now.")
    judged_all(browser, served, town.mara, PAGES)
    judged_all(browser, served, town.omar, PAGES[:2])
