"""What customers allow, in a real browser: written down without script, held and lifted by key, clean at any width."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.consent import actions
from vouch.program.people.queries import account, contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_permission_is_written_down_changed_and_taken_back_without_script(
    served: str, browser: Browser, placed: Placed
) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto(f"/customers/{placed.account('Acme')}/")
        page.get_by_role("link", name="What they allow").click()
        page.get_by_role("link", name="Write down what they allow").click()
        page.get_by_label("What?").select_option(label="A written case study")
        page.get_by_label("never").check()
        page.get_by_role("button", name="Write it down").click()
        expect(page.get_by_text("Say who at the customer said so.")).to_be_visible()
        page.get_by_label("Who said so?").select_option(label="Ana Lind")
        page.get_by_role("button", name="Write it down").click()
        expect(page.get_by_role("heading", name="Acme never allows a written case study")).to_be_visible()
        page.get_by_role("link", name="Change what they allow of a written case study").click()
        page.get_by_label("ask them first").check()
        page.get_by_role("button", name="Write it down").click()
        expect(page.get_by_role("heading", name="wants to be asked before a written case study")).to_be_visible()
        page.get_by_role("button", name="Take back their word on a written case study").click()
        expect(page.get_by_role("heading", name="Nobody knows yet what Acme allows")).to_be_visible()


def test_a_person_is_held_and_let_go_by_key(page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto(f"/customers/people/{placed.person('Ana Lind')}/asking/")
    press(page.get_by_role("link", name="Hold Ana Lind back"))
    page.get_by_label("Why?").fill("On parental leave")
    press(page.get_by_role("button", name="Hold back"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Lind may be asked for 2 things of 27 now.")
    expect(page.get_by_text("On parental leave").first).to_be_visible()
    press(page.get_by_role("button", name="Lift it"))
    expect(page.get_by_role("heading", name="Nothing holds Ana Lind back now")).to_be_visible()


def test_every_page_is_clean_for_axe_and_fits_a_phone(served: str, browser: Browser, placed: Placed) -> None:
    who, acme, ana = ines(), placed.account("Acme"), placed.person("Ana Lind")
    today = dt.datetime.now(dt.UTC).date()
    actions.set_permission(
        by=who, account=account(acme), activity="logo", allowed="yes", said_by="Legal " * 30, said_on=today,
        at_most=2, per_days=365, uses=["x" * 64], territory="The whole of Northern Europe", note="n" * 300,
    )  # fmt: skip
    actions.hold(by=who, account=account(acme), kind="legal", reason="r" * 300, from_on=today)
    actions.set_limits(contact=contact(ana), exposure=1, refused=["webinar"], every_days=90, topics=["t" * 64])
    actions.say_consent(contact=contact(ana), purpose="name", given=False, door="portal")
    judged_all(
        browser,
        served,
        who,
        [
            f"/customers/{acme}/allowed/",
            f"/customers/{acme}/allowed/say/?activity=logo",
            f"/customers/{acme}/hold/",
            f"/customers/{acme}/go-on/",
            f"/customers/people/{ana}/asking/",
            f"/customers/people/{ana}/limits/",
            f"/customers/people/{ana}/consent/quote/",
            f"/customers/people/{ana}/",
        ],
    )
