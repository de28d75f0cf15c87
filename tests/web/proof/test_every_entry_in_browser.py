"""Everything colleagues can write down about a customer, each without script and by keyboard; nominations apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines
from tests.web.browsing import press, without_script
from tests.web.factory import Placed
from tests.web.served import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def promise(page: Page) -> None:
    page.get_by_label("What was promised?").focus()
    page.keyboard.type("Third yard live")


def result(page: Page) -> None:
    page.get_by_label("What was reached?").focus()
    page.keyboard.type("A third less waiting")


def sentiment(page: Page) -> None:
    page.get_by_label("well", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Why?").focus()
    page.keyboard.type("Glad of the new gate")


def act(page: Page) -> None:
    page.get_by_label("Who?").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("What sort of act?").focus()
    page.keyboard.type("webinar")


def role(page: Page) -> None:
    page.get_by_label("Who?").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")


def person(page: Page) -> None:
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Finn Holm")


FILLED: dict[str, Callable[[Page], None]] = {
    "promise": promise,
    "result": result,
    "sentiment": sentiment,
    "act": act,
    "role": role,
    "person": person,
}


@pytest.mark.parametrize("kind", FILLED)
def test_by_keyboard_alone(kind: str, page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto(f"/customers/{placed.account('Acme')}/add/{kind}/")
    FILLED[kind](page)
    press(page.get_by_role("button", name="Write it down"))
    expect(page.get_by_text("written down by Ines Caldeira")).to_be_visible()


def test_without_script(served: str, browser: Browser, placed: Placed) -> None:
    with without_script(browser, served, ines()) as page:
        for kind, fill in FILLED.items():
            page.goto(f"/customers/{placed.account('Acme')}/add/{kind}/")
            fill(page)
            page.get_by_role("button", name="Write it down").click()
            expect(page.get_by_text("written down by Ines Caldeira")).to_be_visible()
        page.goto(f"/customers/{placed.account('Acme')}/promises/")
        expect(page.get_by_text("Ines Caldeira,")).to_have_count(len(FILLED))
