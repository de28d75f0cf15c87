"""Keys, Slack and the API’s page in a browser: nothing that axe finds, nothing wider than a phone, no script needed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.program.cast import ines
from tests.web.browsing import judged_all, without_script
from vouch.program.access import keys, slack

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_are_clean_at_both_widths(browser: Browser, served: str, settings: Any) -> None:
    settings.VOUCH_SLACK_SIGNING_SECRET = "secret"
    me = ines()
    for name, only in (("The CRM’s nightly update", True), ("A script of mine", False)):
        keys.make_key(by=me, name=name, days=90, read_only=only)
    slack.link_by_code(team="T1", slack="U1", code=slack.make_code(by=me))
    judged_all(browser, served, me, ["/settings/profile/", "/settings/profile/tools/", "/api/v1/"])
    judged_all(browser, served, None, ["/api/v1/"])


def test_a_key_is_made_and_taken_back_without_script(browser: Browser, served: str) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/settings/profile/tools/")
        page.get_by_label("What is it for?").fill("CRM")
        page.get_by_role("button", name="Make a key").click()
        assert page.get_by_label("The new key").input_value().startswith("vouch_")
        page.get_by_role("button", name="Take back").click()
        expect(page.get_by_text("taken back")).to_be_visible()
