"""Customers in a real browser: found, filtered, sorted, paged, taken away, and read with both sides of every gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import account, ines, know, publish, somebody
from tests.program.cast import placed as placement
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.colleagues.permissions import Position

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def names(page: Page) -> list[str]:
    return page.locator("a.row-link").all_inner_texts()


def test_customers_are_filtered_sorted_and_taken_away_without_script(
    served: str, browser: Browser, placed: Placed
) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/customers/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("loyal or better and 1 is at risk.")
        assert "Iris" not in names(page)  # a lead is no customer
        page.get_by_role("combobox", name="Segment").select_option("Steel")
        page.get_by_label("Sorted by").select_option(label="Yearly value")
        page.get_by_role("button", name="Show").click()
        assert names(page) == ["Echo", "Core", "Dell"]
        with page.expect_download() as taken:
            page.get_by_role("button", name="Take it away").click()
        lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert [line.partition(",")[0] for line in lines][:1] != ["Echo"]
        assert [name for line in lines[1:] for name in ("Echo", "Core", "Dell") if name in line] == [
            "Echo",
            "Core",
            "Dell",
        ]
        page.get_by_role("link", name="At risk").click()
        assert names(page) == ["Echo"]
        page.get_by_role("link", name="Everyone", exact=True).last.click()
        page.get_by_label("Name, id or domain").fill("nobody by that name")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", name="No customer fits this choice.")).to_be_visible()


def test_a_formula_is_taken_away_as_words(page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto("/customers/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it away").click()
    assert "'=2+5 Ltd" in Path(taken.value.path()).read_text(encoding="utf-8-sig")


def test_a_viewer_is_offered_no_file_and_refused_one(page: Page, placed: Placed) -> None:
    enter(page, somebody(Position.VIEWER))
    page.goto("/customers/")
    assert page.get_by_role("button", name="Take it away").count() == 0
    token = page.locator("[hx-headers]").first.get_attribute("hx-headers") or ""
    headers = json.loads(token) | {"Referer": page.url}
    assert page.request.post("/files/of/customers/", form={"kind": "csv"}, headers=headers).status == 403


def test_pages_of_a_long_list_follow_each_other_and_miss_nobody(page: Page, served: str) -> None:
    many = [account(number, f"Company {number:03}") for number in range(1, 121)]
    know(many)
    publish([placement(one, "satisfied") for one in many])
    enter(page, ines())
    page.goto("/customers/")
    seen = names(page)
    while page.get_by_role("link", name="More", exact=True).count():
        page.get_by_role("link", name="More", exact=True).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        seen += names(page)
    assert seen == [one.name for one in many]


def test_search_finds_by_keyboard_and_leads_on(page: Page, placed: Placed) -> None:
    enter(page, somebody(Position.SELLER))
    page.goto("/")
    press(page.get_by_label("Find a customer or a person"), "a")
    page.keyboard.type("na")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Lind")  # the only one by that name
    press(page.get_by_label("Find a customer or a person"), "e")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    press(page.get_by_label("Name, id or e-mail"), "End")
    page.keyboard.type("ve")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eve Quiet")


def test_a_gate_opens_by_keyboard_and_leads_to_the_row_of_the_file(page: Page, placed: Placed) -> None:
    enter(page, somebody(Position.VIEWER))
    page.goto(f"/customers/{placed.account('Acme')}/")
    gate = page.locator("#gate-attitude > summary")
    press(gate)
    expect(page.get_by_text("Would fight for it").first).to_be_visible()
    press(page.locator("#gate-attitude").get_by_role("link").first)
    expect(page.get_by_role("heading", name="The row it came from")).to_be_visible()
    expect(page.get_by_text("survey_answers.csv, row 2").first).to_be_visible()


def test_an_account_is_read_whole_without_script(served: str, browser: Browser, placed: Placed) -> None:
    with without_script(browser, served, somebody(Position.VIEWER)) as page:
        page.goto(f"/customers/{placed.account('Acme')}/")
        page.locator("#gate-promises_kept > summary").click()
        expect(page.locator("#gate-promises_kept").get_by_text("Speaks against it, or is missing")).to_be_visible()
        page.get_by_role("link", name="History").click()
        page.get_by_role("link", name="How it stood then").last.click()
        expect(page.get_by_text("This is how it stood on")).to_be_visible()
        page.get_by_role("link", name="Back to").click()
        page.get_by_role("link", name="Promises and results").click()
        expect(page.get_by_role("heading", name="Two promises, one kept and one signed off")).to_be_visible()
        page.get_by_role("link", name="People").last.click()
        page.get_by_role("link", name="Ana Lind", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Lind")


def test_pages_break_no_accessibility_rule_and_fit(served: str, browser: Browser, placed: Placed, page: Page) -> None:
    me = ines()
    enter(page, me)
    acme, echo = placed.account("Acme"), placed.account("Echo")
    page.goto(f"/customers/{acme}/")
    evidence = page.locator("#gate-attitude a").first.get_attribute("href") or ""
    judged_all(
        browser,
        served,
        me,
        ["/customers/", "/customers/?flag=at_risk", "/customers/?q=nobody", "/customers/people/", "/search/?q=an",
         f"/customers/{acme}/", f"/customers/{echo}/", f"/customers/{placed.account('Dell')}/",
         f"/customers/{placed.account('Iris')}/", f"/customers/{acme}/people/", f"/customers/{acme}/promises/",
         f"/customers/{acme}/history/", f"/customers/people/{placed.person('Ana Lind')}/", evidence],
    )  # fmt: skip
