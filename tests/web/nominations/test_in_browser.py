"""Nominations in a real browser: drafted, sent, looked at twice, approved or not; by key, without script, by axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import TODAY, ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.people import actions
from vouch.program.people.models import Account, Contact, Nomination

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHY = "Showed our planner to two neighbours, unasked."


def put_forward(by: User, **more: str) -> Nomination:
    ana = Contact.objects.filter(account__name="Acme").order_by("pk")[0]
    return actions.nominate(
        by=by, account=Account.objects.get(name="Acme"), contact=ana, nominated_on=TODAY, why=WHY, **more
    )


def test_from_a_mail_by_key_to_the_queue_and_approved(page: Page, placed: Placed) -> None:
    seller, boss = somebody(Position.SELLER), ines()
    enter(page, seller)
    page.goto("/nominate/")
    page.get_by_label("Name or e-mail").fill("Acme")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Acme").first.click()
    page.get_by_label("Whom?").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("What speaks for them?").fill(WHY)
    page.get_by_label("helps others unasked").check()
    page.get_by_label("we are friends").check()
    page.get_by_label("How do you know each other?").fill("We row together")
    press(page.get_by_role("button", name="Put forward"))
    expect(page.get_by_text("A programme manager looks at it next.")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    page.context.clear_cookies()
    enter(page, boss)
    page.goto("/nominations/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One person is put forward and waits.")
    expect(page.get_by_text("says that they are friends")).to_be_visible()
    page.locator(".nominations h2 a").click()
    expect(page.get_by_text("we are friends: We row together")).to_be_visible()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("It counts from the next placing on")).to_be_visible()


def test_a_draft_is_kept_from_others_and_a_no_is_read_gently_without_script(
    served: str, browser: Browser, placed: Placed
) -> None:
    seller, boss = somebody(Position.SELLER), ines()
    with without_script(browser, served, seller) as page:
        page.goto(f"/customers/{placed.account('Acme')}/add/nomination/")
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("is a draft of yours.")
        page.get_by_role("link", name="Go on writing").click()
        page.get_by_role("button", name="Put forward").click()
        expect(page.get_by_text("what you saw or heard that speaks for it")).to_be_visible()
        page.get_by_label("What speaks for them?").fill(WHY)
        page.get_by_label("only work").check()
        page.get_by_role("button", name="Put forward").click()
        key = page.url.rstrip("/").rpartition("/")[2]
    with without_script(browser, served, boss) as page:
        page.goto(f"/nominations/{key}/")
        page.get_by_role("button", name="Not approved").click()
        expect(page.get_by_text("Say in a sentence why not")).to_be_visible()
        page.get_by_label("Why, or why not?").fill("They are in the middle of a hard rollout.")
        page.get_by_role("button", name="Not approved").click()
    with without_script(browser, served, seller) as page:
        page.goto("/nominations/?tab=mine")
        expect(page.get_by_text("in the middle of a hard rollout")).to_be_visible()
        page.goto(f"/nominations/{key}/")
        expect(page.get_by_text("It is held against nobody")).to_be_visible()


def test_who_wrote_it_is_told_that_somebody_else_decides(page: Page, placed: Placed) -> None:
    boss = ines()
    one = put_forward(boss, relation="work")
    enter(page, boss)
    page.goto(f"/nominations/{one.pk}/")
    expect(page.get_by_text("somebody else says yes or no")).to_be_visible()
    expect(page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)


def test_every_page_is_clean_for_axe_and_fits_a_phone(served: str, browser: Browser, placed: Placed) -> None:
    seller, boss = somebody(Position.SELLER), ines()
    one = put_forward(seller, relation="friend", relation_words="Rowing")
    two = put_forward(seller, relation="work")
    actions.approve(by=boss, nomination=two)
    tabs = [f"/nominations/?tab={tab}" for tab in ("waiting", "mine", "approved", "not_approved", "who")]
    pages = ["/nominate/", "/nominate/?q=Acme", f"/nominate/?contact={one.contact_id}", f"/nominations/{one.pk}/"]
    judged_all(browser, served, boss, [*tabs, *pages, f"/nominations/{two.pk}/"])
