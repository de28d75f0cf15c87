"""The playbook in a real browser: read, changed and put back, by keyboard and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.served import enter
from vouch.program.colleagues.permissions import Position

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "Send them the minutes of the round table."


def test_a_suggestion_is_changed_and_put_back_by_keyboard_alone(page: Page) -> None:
    enter(page, somebody(Position.PROGRAMME_MANAGER))
    page.goto("/playbook/?stage=loyal")
    press(page.locator("#sponsor").get_by_role("link", name="Change"))
    page.get_by_label("What to do").first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(NEW)
    press(page.get_by_role("button", name="Keep"))
    expect(page.get_by_text(NEW)).to_be_visible()
    page.goto("/playbook/loyal/sponsor/")
    press(page.get_by_text("Go back to the shipped suggestions"))
    press(page.get_by_role("button", name="Yes, go back"))
    expect(page.get_by_text(NEW)).to_have_count(0)


def test_a_suggestion_is_changed_and_put_back_without_script(served: str, browser: Browser) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/playbook/loyal/sponsor/")
        page.get_by_label("What to do").first.fill(NEW)
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_text(NEW)).to_be_visible()
        page.goto("/playbook/loyal/sponsor/")
        page.get_by_text("Go back to the shipped suggestions").click()
        page.get_by_role("button", name="Yes, go back").click()
        expect(page.get_by_text(NEW)).to_have_count(0)


def test_pages_break_no_accessibility_rule_and_fit(served: str, browser: Browser) -> None:
    judged_all(browser, served, ines(), ["/playbook/", "/playbook/?stage=advocate", "/playbook/loyal/sponsor/"])
