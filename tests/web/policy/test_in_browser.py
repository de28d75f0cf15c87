"""A policy is changed, tried, and adopted in a real browser; clean for axe, by keyboard, and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.served import enter
from vouch.domain.policy import load
from vouch.program.colleagues.permissions import Position
from vouch.runs.work import Worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_threshold_is_changed_tried_and_adopted_by_keyboard(page: Page, own: Path) -> None:
    enter(page, ines())
    page.goto("/policy/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Policy 2026-11 decides where everybody stands.")
    press(page.locator("summary", has_text="Gates"))
    page.get_by_label("met from", exact=True).fill("0.9")
    press(page.get_by_role("button", name="See who would move").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("This policy waits to be tried.")
    Worker(own).step()
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 8 customers would move")
    expect(page.get_by_text("gates.met_from", exact=True)).to_be_visible()
    expect(page.get_by_text("and would be not known").first).to_be_visible()
    page.locator(".chips .chip").nth(1).click()
    expect(page.locator("tbody a.row-link").first).to_be_visible()
    page.get_by_text("Adopt it").click()
    press(page.get_by_role("button", name="Yes, put it in force"))
    expect(page.get_by_text("is in force. Everybody is being placed by it.")).to_be_visible()
    assert load(own / "policy.toml").gates.met_from == 0.9


def test_a_file_with_mistakes_is_said_where_and_how_to_mend_without_script(
    served: str, browser: Browser, own: Path
) -> None:
    with without_script(browser, served, somebody(Position.PROGRAMME_MANAGER)) as page:
        page.goto("/policy/")
        page.get_by_text("Change it here, or hand a file in").click()
        page.get_by_label("The company’s policy file").fill("[gates]\nmet_form = 0.9\n")
        page.get_by_role("button", name="See who would move").last.click()
        expect(page.get_by_text("Gates.met_form is not a key of the policy; did you mean met_from?")).to_be_visible()
        page.get_by_label("Or a file").set_input_files(
            {"name": "p.toml", "mimeType": "text/plain", "buffer": b"[gates]\nmet_from = 0.9\n"}
        )
        page.get_by_role("button", name="See who would move").last.click()
        Worker(own).step()
        page.reload()
        expect(page.get_by_text("An administrator may adopt it.")).to_be_visible()
        page.get_by_role("button", name="Drop it").click()
        expect(page.get_by_role("button", name="Have it back")).to_be_visible()


def test_pages_of_the_policy_are_clean_for_axe_at_every_width(
    served: str, browser: Browser, own: Path, page: Page
) -> None:
    who = ines()
    enter(page, who)
    page.goto("/policy/")
    page.locator("summary", has_text="Gates").click()
    page.get_by_label("met from", exact=True).fill("0.9")
    page.get_by_role("button", name="See who would move").first.click()
    page.wait_for_url("**/tried/*/")
    address = page.url.removeprefix(served)
    judged_all(browser, served, who, [address])
    Worker(own).step()
    judged_all(browser, served, who, ["/policy/", address, f"{address}?kind=contact"])
