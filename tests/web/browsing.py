"""What every room is asked in the browser: is it clean for axe, does it fit a phone, does it work without script?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.served import enter
from vouch.program.colleagues.models import User

WAYS = ((1280, "light"), (390, "dark"))
"""Widths and schemes every page is judged at."""


def judged(page: Page, address: str) -> None:
    """No rule of axe is broken, and nothing sticks out at the side."""
    page.goto(address)
    clean(page)


def clean(page: Page) -> None:
    """The same of a page as it stands now."""
    page.wait_for_load_state()  # a press that leads to a page ends when the page begins
    address, found = page.url, Axe().run(page)
    assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond == 0, f"{address} is {beyond} pixels too wide"


def judged_all(browser: Browser, served: str, who: User | None, addresses: Iterable[str]) -> None:
    """Every address, at every width and in every scheme, as that colleague; as a stranger where there is none."""
    for width, scheme in WAYS:
        with at_width(browser, served, who, width, scheme) as page:
            for address in addresses:
                judged(page, address)


@contextmanager
def at_width(browser: Browser, served: str, who: User | None, width: int, scheme: str) -> Iterator[Page]:
    """A page of that width in that scheme, signed in as that colleague; as a stranger where there is none."""
    context = browser.new_context(
        base_url=served,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if who:
        enter(page, who)
    yield page
    context.close()


@contextmanager
def without_script(browser: Browser, served: str, who: User | None = None) -> Iterator[Page]:
    """A page that runs no script, signed in as that colleague."""
    context = browser.new_context(base_url=served, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    if who:
        enter(page, who)
    yield page
    context.close()


def press(at: Locator, key: str = "Enter") -> None:
    """Reach something by Tab from where the focus is, as somebody without a mouse does, and press it."""
    page = at.page
    for _tab in range(300):
        if at.evaluate("one => one === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    expect(at).to_be_focused()
