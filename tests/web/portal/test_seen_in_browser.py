"""The questions on joining, how we see somebody, and the objection, in a real browser: a phone, no script, axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.program.asks.town import POLICY
from tests.web.browsing import WAYS, judged
from tests.web.factory import TODAY, Placed
from tests.web.portal.test_in_browser import opened
from vouch.domain.personalities import Known
from vouch.program.people.models import Contact
from vouch.program.people.personality.models import Belief, OwnWord
from vouch.program.people.queries import personality
from vouch.runs.personalities import renew

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/for-you/how-we-see-you/"


def test_from_joining_to_reading_correcting_and_forbidding_without_script(
    placed: Placed, served: str, browser: Browser
) -> None:
    ana = Contact.objects.get(pk=placed.person("Ana Lind"))
    with opened(browser, served, who=ana) as page:
        title = page.get_by_role("heading", level=1)
        page.goto("/for-you/why/")
        page.get_by_role("button", name="Join").click()
        page.get_by_label("Showing others how we did it").check()
        page.get_by_role("button", name="Keep my answers").click()
        page.get_by_role("link", name="How we see you").click()
        expect(title).to_have_text("From your answers, it may be that you like to explain and to help.")
        page.get_by_label("I think along, in small circles").check()
        page.get_by_role("button", name="Keep it").click()
        expect(title).to_have_text("You told us that you think along, in small circles.")
        assert personality(ana.pk).known is Known.STATED
        page.get_by_role("button", name="Make no picture of me").click()
        expect(title).to_have_text("We make no picture of you, as you asked.")
        renew(placed.data, POLICY, TODAY)
        assert (personality(ana.pk).shown, Belief.objects.count()) == (False, 0)
        page.get_by_role("button", name="You may again").click()
        expect(title).to_contain_text("it may be that you like to explain")
    assert not OwnWord.objects.exists()


def test_the_page_is_clean_for_axe_at_both_widths(placed: Placed, served: str, browser: Browser) -> None:
    bo = Contact.objects.get(pk=placed.person("Bo Riis"))
    for width, scheme in WAYS:
        size = {"width": width, "height": 844}
        with opened(browser, served, script=True, who=bo, viewport=size, color_scheme=scheme) as page:
            judged(page, PAGE)
