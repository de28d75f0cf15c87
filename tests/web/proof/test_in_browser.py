"""Proof in a real browser: a promise is written down, the customer is asked by mail, and answers by a link that is good
once."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.models import Message
from vouch.program.people import actions
from vouch.program.people.models import Account, Confirmation, Promise, Result

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECIDED = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def here(served: str, placed: Placed, settings: Any) -> None:
    """Links in mails lead to the server of the test."""
    settings.VOUCH_URL = served


def kept(by: User, placed: Placed, text: str = "Half the queue by May") -> Promise:
    account = Account.objects.get(pk=placed.account("Bolt"))
    return actions.enter_promise(by=by, account=account, text=text, status="met", decided_on=DECIDED)


def asked(by: User, entry: Promise | Result, served: str) -> str:
    """Ask Bo; the path of the link in his mail."""
    actions.ask_confirmation(
        by=by, entry=entry, to_name="Bo Riis", to_email="bo@bolt.example", company="Quayside",
        link=lambda secret: served + reverse("confirm", args=[secret]),
    )  # fmt: skip
    return mailed(served)


def mailed(served: str) -> str:
    text = Message.objects.latest("id").text
    found = re.search(rf"{re.escape(served)}(/\S+)", text)
    assert found, text
    return found[1]


def state(entry: Promise) -> tuple[str, bool]:
    now = Promise.objects.get(key=entry.key)
    return now.status, now.signed_off_on is not None


def test_a_promise_is_entered_asked_about_and_confirmed_without_script(
    placed: Placed, served: str, browser: Browser
) -> None:
    with without_script(browser, served, somebody(Position.ACCOUNT_OWNER, owner=placed.owners[1].id)) as page:
        page.goto(f"/customers/{placed.account('Bolt')}/promises/")
        page.get_by_role("link", name="Write down a promise").click()
        page.get_by_label("What was promised?").fill("Second gate live")
        page.get_by_label("it was kept", exact=True).check()
        page.get_by_label("When was that clear?").fill("2026-10-01")
        page.get_by_role("button", name="Write it down").click()
        page.get_by_role("link", name="Ask the customer").click()
        page.get_by_label("Whom?").select_option(label="Bo Riis, bo@bolt.example")
        page.get_by_role("button", name="Send the question").click()
        expect(page.get_by_text("has not answered yet; the link holds until")).to_be_visible()
        entry = Promise.objects.get(text="Second gate live")
        entry_page = page.url

        with without_script(browser, served) as customer:
            customer.goto(mailed(served))
            expect(customer.get_by_text("Second gate live")).to_be_visible()
            assert state(entry) == ("met", False)
            customer.get_by_label("A few words, if you like").fill("Since spring, yes")
            customer.get_by_role("button", name="Yes, so it is").click()
            expect(customer.get_by_role("heading", level=1)).to_have_text("Thank you. Your answer is kept.")
        assert state(entry) == ("met", True)
        page.goto(entry_page)
        expect(page.get_by_text("“Since spring, yes”")).to_be_visible()


def test_a_result_is_entered_changed_and_taken_back_by_keyboard_alone(page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto(f"/customers/{placed.account('Acme')}/promises/")
    press(page.get_by_role("link", name="Write down a result"))
    page.get_by_label("What was reached?").focus()
    page.keyboard.type("40 hours a month saved")
    press(page.get_by_role("button", name="Write it down"))
    expect(page.get_by_role("heading", level=1)).to_have_text("40 hours a month saved")
    press(page.get_by_role("link", name="Change it"))
    page.get_by_label("What was reached?").focus()
    page.keyboard.press("End")
    page.keyboard.type(" at one dock")
    press(page.get_by_role("button", name="Keep"))
    expect(page.get_by_role("heading", level=1)).to_have_text("40 hours a month saved at one dock")
    press(page.get_by_role("button", name="Take it back"))
    press(page.get_by_role("button", name="Bring it back"))
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    assert Result.objects.get(text="40 hours a month saved at one dock").withdrawn_at is None


def test_opening_a_link_changes_nothing_and_an_answer_counts_once(page: Page, placed: Placed, served: str) -> None:
    entry = kept(ines(), placed)
    link = asked(entry.author, entry, served)
    for _time in range(2):
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("keep this promise?")
    assert state(entry) == ("met", False)
    press(page.get_by_role("button", name="No, not so"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answer is kept.")
    assert state(entry) == ("open", False)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answer is kept.")
    assert page.get_by_role("button").count() == 0


def test_a_page_left_open_cannot_answer_a_second_time(served: str, browser: Browser, placed: Placed) -> None:
    entry = kept(ines(), placed)
    link = asked(entry.author, entry, served)
    with without_script(browser, served) as first, without_script(browser, served) as second:
        first.goto(link)
        second.goto(link)
        first.get_by_role("button", name="Yes, so it is").click()
        second.get_by_role("button", name="No, not so").click()
        expect(second.get_by_role("heading", level=1)).to_have_text("Thank you. Your answer is kept.")
    assert state(entry) == ("met", True)


def test_links_that_are_over_or_were_never_sent_say_so_and_ask_nothing(
    served: str, browser: Browser, placed: Placed
) -> None:
    me = ines()
    entry, other = kept(me, placed), kept(me, placed, "Third gate live")
    late, tampered = asked(me, entry, served), asked(me, other, served)
    Confirmation.objects.filter(entry=entry.key).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    tampered = tampered[:-2] + ("A" if tampered[-2] != "A" else "B") + "/"
    with without_script(browser, served) as page:
        for link in (late, tampered):
            answer = page.goto(link)
            assert answer is not None
            assert answer.status == 410
            expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing to answer here.")
            assert page.get_by_role("button").count() == 0
    assert state(entry) == state(other) == ("met", False)


def test_a_changed_promise_is_not_confirmed_by_the_question_about_the_old_one(
    page: Page, placed: Placed, served: str
) -> None:
    me = ines()
    entry = kept(me, placed)
    link = asked(me, entry, served)
    enter(page, me)
    page.goto(f"/entries/promises/{entry.key}/change/")
    page.get_by_label("What was promised?").fill("Half the queue by June")
    page.get_by_role("button", name="Keep").click()
    page.context.clear_cookies()
    answer = page.request.get(link)
    assert answer.status == 410
    assert "There is nothing to answer here." in answer.text()


def test_a_colleague_sees_the_question_and_cannot_answer_it(page: Page, placed: Placed, served: str) -> None:
    me = ines()
    link = asked(me, kept(me, placed), served)
    enter(page, me)
    page.goto(link)
    expect(page.get_by_text("You are signed in as a colleague, so the answer is theirs alone.")).to_be_visible()
    assert page.get_by_role("button", name="Yes, so it is").count() == 0


def test_pages_break_no_accessibility_rule_and_fit(served: str, browser: Browser, placed: Placed) -> None:
    me = ines()
    entry = kept(me, placed)
    link = asked(me, entry, served)
    account = placed.account("Bolt")
    at = f"/entries/promises/{entry.key}/"
    kinds = ("promise", "result", "sentiment", "nomination", "act", "role", "person")
    judged_all(
        browser,
        served,
        me,
        ["/promises/", "/promises/?state=asked", at, f"{at}change/", f"{at}ask/",
         *(f"/customers/{account}/add/{kind}/" for kind in kinds)],
    )  # fmt: skip
    judged_all(browser, served, None, [link, link[:-1] + "x/"])
