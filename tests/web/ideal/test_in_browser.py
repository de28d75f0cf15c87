"""Who is ideal in a real browser: one's own view first, then the others', the profile, the ranking, the file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.program.cast import TODAY, ines, somebody
from tests.web.browsing import judged_all, without_script
from tests.web.factory import Placed
from vouch.domain.policy import load
from vouch.program.colleagues.permissions import Position
from vouch.program.ideal import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nobody_sees_the_others_before_their_own_view_is_in(served: str, browser: Browser, placed: Placed) -> None:
    seller, boss = somebody(Position.SELLER), ines()
    traits = load().traits
    actions.rate(by=seller, team="sales", ratings=dict.fromkeys(traits, 2), policy=load())
    with without_script(browser, served, boss) as page:
        page.goto("/ideal/")
        expect(page.get_by_text("First your own view.")).to_be_visible()
        expect(page.get_by_role("heading", name="What each team says")).to_have_count(0)
        page.get_by_role("link", name="Say what matters").click()
        page.get_by_role("button", name="Say it").click()
        expect(page.get_by_text("This field is required.").first).to_be_visible()
        page.get_by_label("support", exact=True).check()
        for one in page.get_by_role("radio", name="a little").all():
            one.check()
        page.get_by_role("button", name="Say it").click()
        expect(page.get_by_role("heading", name="What each team says")).to_be_visible()
        page.get_by_role("link", name="Set the agreed profile").click()
        page.get_by_role("button", name="Set the profile").click()
        expect(page.get_by_text("Say which values fit for").first).to_be_visible()
        for one in page.get_by_role("combobox").all():
            one.select_option("0")
        page.get_by_label("How many people work there").select_option("3")
        page.get_by_label("At least").first.fill("10")
        page.get_by_role("button", name="Set the profile").click()
        expect(page.get_by_text("Version 1 holds from today on.")).to_be_visible()


def test_every_page_is_clean_for_axe_and_fits_a_phone(served: str, browser: Browser, placed: Placed) -> None:
    boss = ines()
    actions.rate(by=boss, team="sales", ratings=dict.fromkeys(load().traits, 2), policy=load())
    wanted = {"tenure": {"importance": 3, "wanted": ["1"]}, "helpful": {"importance": 1}}
    actions.agree(by=boss, traits=wanted, agreed_on=TODAY, policy=load())
    judged_all(browser, served, boss, ["/ideal/", "/ideal/rate/", "/ideal/agree/"])
