"""Where customers stand, in a real browser: the map and its legend, segments, months, who moved between two days."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import RUN_DAYS, Placed
from tests.web.served import enter
from vouch.program.colleagues.permissions import Position

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_the_map_is_narrowed_and_read_as_a_list_without_script(served: str, browser: Browser, placed: Placed) -> None:
    with without_script(browser, served, somebody(Position.VIEWER)) as page:
        page.goto("/")
        assert heading(page).startswith("Of 8 customers, 1 is an advocate")
        page.get_by_role("link", name="Satisfied: 2, as a list", exact=True).click()  # the head of a band
        expect(page.get_by_role("heading", level=1)).to_contain_text("who are satisfied")
        page.goto("/")
        page.get_by_role("link", name="Steel", exact=False).first.click()
        assert heading(page).startswith("Of 3 customers in Steel")
        page.get_by_role("link", name="Read it as a table").click()
        expect(page.locator("tbody tr")).to_have_count(3)


def test_a_choice_that_nobody_fits_is_said_and_led_out_of(page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto("/?stage=advocate&segment=Food")
    assert heading(page) == "No customer fits this choice."
    press(page.get_by_role("link", name="Show everyone").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Of 8 customers")


def test_segments_and_flags_are_reached_by_keyboard(page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto("/")
    press(page.get_by_role("link", name="At risk"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 customer at risk")
    press(page.locator(".chip-menu > summary").first)
    press(page.locator(".chip-menu[open] a", has_text="Steel"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("at risk in Steel")


def test_a_month_leads_to_who_moved_and_two_days_are_compared_without_script(
    served: str, browser: Browser, placed: Placed
) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/")
        page.get_by_role("link", name="Compare two dates").click()
        expect(page.locator("a.row-link", has_text="Gale")).to_have_count(1)
        page.get_by_label("From the end of").select_option(RUN_DAYS[-7].isoformat())
        page.get_by_label("to the end of").select_option(RUN_DAYS[-2].isoformat())
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("a.row-link", has_text="Gale")).to_have_count(0)
        assert heading(page).startswith("From ")
        expect(page.locator("a.row-link", has_text="Hill")).to_have_count(1)  # left in June
        page.get_by_role("link", name="Left").click()
        expect(page.locator("tbody tr")).to_have_count(1)


def test_an_account_is_seen_as_of_a_day_and_says_that_it_is_the_past(page: Page, placed: Placed) -> None:
    enter(page, ines())
    gale = placed.account("Gale & Sons <b>")
    page.goto(f"/customers/{gale}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not yet satisfied")
    page.goto(f"/customers/{gale}/?as_of={RUN_DAYS[-3].isoformat()}")
    expect(page.get_by_text("This is how it stood on")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is satisfied")


@pytest.mark.parametrize(
    ("language", "day", "money"), [("de-DE", "22 November 2026", "310.000"), ("en-US", "November 22, 2026", "$")]
)
def test_days_and_money_are_written_as_the_reader_writes_them(
    served: str, browser: Browser, placed: Placed, language: str, day: str, money: str
) -> None:
    context = browser.new_context(base_url=served, locale=language)
    page = context.new_page()
    enter(page, ines())
    page.goto("/")
    expect(page.get_by_text(f"As of {day}")).to_be_visible()
    page.goto("/customers/?segment=Steel")
    if money != "$":
        expect(page.get_by_text(money)).to_be_visible()
    else:
        expect(page.get_by_text("€310,000")).to_be_visible()
    context.close()


def test_pages_break_no_accessibility_rule_and_fit(served: str, browser: Browser, placed: Placed) -> None:
    pages = ["/", "/?flag=at_risk", "/?stage=advocate&segment=Food", "/moved/", "/how/"]
    judged_all(browser, served, ines(), [*pages, f"/moved/?since={RUN_DAYS[0].isoformat()}"])


def test_a_newcomer_without_data_breaks_no_rule_and_is_led_to_the_first_file(
    served: str, browser: Browser, page: Page
) -> None:
    me = ines()
    judged_all(browser, served, me, ["/", "/customers/", "/customers/people/", "/moved/", "/promises/", "/playbook/"])
    enter(page, me)
    page.goto("/")
    press(page.get_by_role("link", name="Choose a file"))
    page.wait_for_url("**/data/**")
