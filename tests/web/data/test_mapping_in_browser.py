"""Which column is what in a real browser: the preview follows each choice; by a button without script; clean for axe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.importers.test_sketch import CALLS, workbook
from tests.program.cast import ines
from tests.web.browsing import clean, judged_all, without_script
from tests.web.served import enter
from vouch.runs.work import Worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    return Path(settings.DATA)


def to_editor(page: Page, data: Path, name: str = "calls.csv", content: bytes = CALLS.encode()) -> None:
    page.goto("/data/")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Look at").click()
    page.wait_for_url("**/data/files/*/")
    Worker(data).step()
    page.reload()
    page.get_by_role("link", name="Say which column is what").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Which column of {name} is what?")


def choose(page: Page, label: str, value: str) -> None:
    """Choose, and wait for the page to have followed: a choice made while it does replaces the question before."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    with page.expect_response("**/mapping/"):
        page.get_by_label(label).select_option(value)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def test_the_preview_follows_each_choice(page: Page, data: Path) -> None:
    enter(page, ines())
    to_editor(page, data)
    choose(page, "Each row is about", "sentiment")
    for header, column in (
        ("Firma", "account_id"), ("Wann", "rated_on"), ("Note", "note"), ("Wie gut", "rating"), ("Wer", "by"),
    ):  # fmt: skip
        choose(page, f"What {header} is", column)
        expect(page.get_by_label(f"What {header} is")).to_have_value(column)
    choose(page, "How days are written in Wann", "eu")
    for one, meaning in (("gut", "green"), ("naja", "amber"), ("schlecht", "red")):
        choose(page, f"{one} means", meaning)
    expect(page.locator("#preview-h")).to_contain_text("would be read of 3 rows")
    expect(page.get_by_role("table", name="Not read").get_by_text("31/02/2026")).to_be_visible()
    page.get_by_role("button", name="Look at the whole file through it").click()
    page.wait_for_url("**/data/files/*/")


@pytest.mark.parametrize("width", [1280, 390])
def test_each_sheet_of_a_workbook_has_a_table_of_its_own(page: Page, data: Path, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    enter(page, ines())
    to_editor(page, data, "book.xlsx", workbook(tmp_path / "book.xlsx").read_bytes())
    page.get_by_role("button", name="Another table of it").click()
    tables = page.get_by_role("group", name="Tables of this file")
    expect(tables.locator("[aria-current]")).to_contain_text("People")
    choose(page, "What Kunde is", "account_id")
    tables.get_by_role("button", name="Firms").click()
    expect(page.get_by_label("What Kundennr is")).to_be_visible()
    page.get_by_label("Name of this mapping").press("Enter")  # shows what would be read, and stays where it is
    expect(tables.locator("[aria-current]")).to_contain_text("Firms")
    tables.get_by_role("button", name="People").click()
    expect(page.get_by_label("What Kunde is")).to_have_value("account_id")
    clean(page)


def test_it_works_without_script_and_is_clean_for_axe(served: str, browser: Browser, data: Path) -> None:
    who = ines()
    with without_script(browser, served, who) as page:
        to_editor(page, data)
        page.get_by_label("Each row is about").select_option("sentiment")
        page.get_by_role("button", name="Show what would be read").click()
        expect(page.get_by_label("What Firma is")).to_be_visible()
        address = page.url.removeprefix(served)
    judged_all(browser, served, who, [address])
