"""A real server and a real browser: uvicorn in a thread on the test database, Debian's Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pytest
import uvicorn
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.program.cast import PASSWORD, ines, somebody
from tests.web.slowly import slowly
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_PATIENCE = 20_000
"""Milliseconds within which a page has to show what is expected: a machine with other work is slow, not wrong."""
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def collected() -> None:
    """The static files under their hashed names, as an installation has them."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """A client signed in as somebody in that role; the administrator is Ines."""

    def signed_in(role: Position = Position.ADMINISTRATOR, *, owner: str = "") -> Client:
        who = ines() if role is Position.ADMINISTRATOR else somebody(role, owner=owner)
        client = Client()
        client.force_login(who)
        return client

    return signed_in


@pytest.fixture
def served(transactional_db: None) -> Iterator[str]:
    """The address of a running server; it shuts down with the test."""
    from vouch.project.asgi import application

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    answering = slowly(application) if os.environ.get("VOUCH_TEST_SLOWLY") else application
    server = uvicorn.Server(uvicorn.Config(answering, port=port, log_level="critical", lifespan="off", ws="none"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    running.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session. Playwright's own loop runs in this thread, which Django mistakes for async code."""
    if _CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE)
        yield playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


_ACTIONS = ("check", "click", "fill", "press", "press_sequentially", "select_option", "set_input_files", "uncheck")
_LOOKS = (
    *("all", "all_inner_texts", "all_text_contents", "bounding_box", "count", "evaluate", "evaluate_all", "focus"),
    *("get_attribute", "inner_html", "inner_text", "input_value", "is_checked", "is_visible", "text_content"),
)
"""What is asked once and believed; `expect` asks again until it is so."""


@pytest.fixture(scope="session", autouse=True)
def unhurried() -> Iterator[None]:
    """Nobody does or reads anything before the page is there: a press that leads to a page ends when the page begins,
    and a test would count half its rows, or choose before the script that follows the choice."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_ACTIONS, *_LOOKS):
            patch.setattr(Locator, name, _on_a_page_that_is_there(getattr(Locator, name)))
        yield


def _on_a_page_that_is_there(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def acts(locator: Locator, *given: Any, **named: Any) -> Any:
        locator.page.wait_for_load_state()
        return act(locator, *given, **named)

    return acts


@pytest.fixture
def page(served: str, browser: Browser) -> Iterator[Page]:
    """A page of 1280 pixels that goes nowhere but to the server; what the console complains of fails the test."""
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(served) else route.abort())
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def enter(page: Page, who: User) -> None:
    """Sign in through the form."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def text_of(response: Any) -> str:
    """The body of an answer."""
    return str(response.content.decode())
