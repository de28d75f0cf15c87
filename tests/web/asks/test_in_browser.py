"""Asks in a real browser: proposed, cleared from a mail, sent; held, withdrawn, asked in person; by key and by axe."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, TODAY, Town, clear, invited, propose
from tests.program.cast import PASSWORD
from tests.web.browsing import at_width, clean, judged_all, press, without_script
from tests.web.served import enter
from vouch.program.asks import actions
from vouch.program.asks.actions.telling import tell_daily
from vouch.program.asks.models import Ask
from vouch.program.consent.actions import hold, say_consent
from vouch.program.outbox.models import Message
from vouch.web.shared.addresses import address
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town, whose colleagues have passwords; links in mails lead to the server of the test."""
    settings.VOUCH_URL = served
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town()
    for who in (made.mara, made.omar, made.sol):
        who.set_password(PASSWORD)
        who.save()
    return made


def mailed(to: str, served: str) -> str:
    """The first link of the newest mail to somebody."""
    text = Message.objects.filter(to=to).latest("id").text
    found = re.search(rf"{re.escape(served)}(/\S+)", text)
    assert found, text
    return found[1]


def composed(page: Page, town: Town) -> None:
    """From Ana's page to her letter."""
    page.goto(f"/asks/new/?contact={town.ana.pk}")
    page.get_by_role("link", name="A reference call with one prospect").click()
    page.get_by_label("What is in it for Ana Silva?").fill("You meet somebody with the same task.")
    page.get_by_label("What is in it for Acme?").fill("Acme knows a peer of its own trade.")
    page.get_by_label("Why them of all people?").fill("You brought twelve sites live.")
    page.get_by_role("button", name="Look at the letter").click()


def test_proposed_cleared_from_the_mail_and_sent(town: Town, page: Page, browser: Browser, served: str) -> None:
    enter(page, town.mara)
    composed(page, town)
    expect(page.get_by_role("heading", level=1)).to_have_text("This is the letter Ana Silva would get.")
    expect(page.locator(".mail")).to_contain_text("You brought twelve sites live.")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("waits for Omar")
    assert tell_daily(policy=POLICY, today=TODAY, address=address) == 1
    with without_script(browser, served) as mail:
        mail.goto(mailed("omar@example.com", served))
        expect(mail.get_by_role("heading", level=1)).to_contain_text("May we ask Ana Silva")
        mail.get_by_role("button", name="Yes, ask them").click()
        expect(mail.get_by_role("heading", level=1)).to_contain_text("is ready to send")
    page.goto("/week/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One invitation is ready.")
    page.get_by_role("button", name="Send invitation").click()
    expect(page.locator("#notices")).to_contain_text("on its way")
    assert Ask.objects.get().state == "invited"
    assert Message.objects.filter(to="ana@example.org").count() == 1


def test_a_hold_or_a_withdrawal_after_the_owners_yes_stops_it_with_a_sentence(town: Town, page: Page) -> None:
    first, second = clear(town, propose(town)), clear(town, propose(town, town.bo))
    hold(by=town.omar, contact=town.ana, kind="by_hand", reason="A new baby", from_on=TODAY)
    say_consent(contact=town.bo, purpose="invitations", given=False, door="portal")
    enter(page, town.mara)
    page.goto("/asks/?lane=ready")
    for name in ("Ana Silva", "Bo Berg"):
        page.get_by_label(re.compile(f"Choose .*{name}")).check()
    page.get_by_role("button", name="Send the chosen").click()
    page.get_by_role("button", name="Send all 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was changed, and 2 were refused.")
    expect(page.locator("main")).to_contain_text("A new baby")
    expect(page.locator("main")).to_contain_text("Bo Berg does not want invitations.")
    assert set(Ask.objects.values_list("pk", "state")) == {(first.pk, "cleared"), (second.pk, "cleared")}


def test_declined_and_taken_back(town: Town, page: Page) -> None:
    said_no, taken = invited(town), propose(town, town.bo)
    enter(page, town.mara)
    page.goto(f"/asks/{said_no.key}/")
    page.get_by_text("Write down their answer").click()
    page.get_by_label("no", exact=True).check()
    page.locator("#answer_words").fill("Not my kind of thing")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Silva said no")
    page.goto(f"/asks/{taken.key}/")
    page.locator("summary", has_text="Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("was taken back")


def test_the_owner_asks_in_person(town: Town, page: Page) -> None:
    ask = propose(town, words="Half an hour, on the phone.")
    enter(page, town.omar)
    page.goto("/week/")
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_role("button", name="I will ask myself").click()
    expect(page.get_by_label("Our text, for your own mail")).to_have_value(re.compile("Half an hour, on the phone"))
    page.get_by_role("button", name="I sent it").click()
    page.get_by_label("yes", exact=True).check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("said yes")
    assert Ask.objects.get(pk=ask.pk).origin == "owner"


def test_by_key_and_without_script(town: Town, browser: Browser, served: str) -> None:
    with without_script(browser, served, town.mara) as page:
        composed(page, town)
        press(page.get_by_role("button", name="Propose it"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("waits for Omar")
    with without_script(browser, served, town.omar) as page:
        page.goto("/week/")
        press(page.get_by_role("link", name="Answer", exact=True))
        press(page.get_by_role("button", name="Not now"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("the question comes again on")
    assert Ask.objects.get().state == "proposed"


def test_every_page_is_clean_and_fits_a_phone(town: Town, browser: Browser, served: str) -> None:
    done = invited(town)
    actions.finish(by=town.mara, ask=done, done_on=TODAY, minutes=30, led_to="A deal")
    ready, waiting = clear(town, propose(town, town.bo)), propose(town, town.cy)
    give = actions.plan_give(
        by=town.mara, account=town.dee.account, kind="help", do="Mend the import", due_on=TODAY, assigned_to=town.mara
    )
    ends = TODAY + dt.timedelta(days=3)  # on a Monday the day of the tests is two days behind us
    hold(by=town.mara, account=town.dee.account, kind="by_hand", reason="Moving", from_on=TODAY, until=ends)
    judged_all(
        browser,
        served,
        town.mara,
        [
            "/week/", "/asks/?lane=ready", "/asks/new/", f"/asks/new/?account={town.ana.account_id}",
            f"/asks/new/?contact={town.dee.pk}&contact={town.ana.pk}", f"/asks/{done.key}/", f"/asks/{ready.key}/",
            f"/clearances/{waiting.key}/", "/clearances/", "/asks/open/?activity=public_review&segment=&size=2&seed=1",
            "/asks/outside/?q=Dee", f"/asks/outside/?contact={town.dee.pk}", "/gives/", "/gives/?tab=done",
            f"/gives/{give.key}/", f"/gives/for/{town.ana.account_id}/", "/load/", "/quarter/",
        ],
    )  # fmt: skip


def test_the_letter_form_and_the_letters_are_clean_on_a_phone(town: Town, browser: Browser, served: str) -> None:
    with at_width(browser, served, town.mara, 390, "light") as page:
        page.goto(f"/asks/new/?contact={town.ana.pk}&activity=reference_call")
        page.get_by_role("button", name="Look at the letter").click()
        expect(page.locator(".error").first).to_be_visible()
        clean(page)
        composed(page, town)
        clean(page)


def test_the_pdf_of_the_quarter_is_taken_away(town: Town, page: Page) -> None:
    enter(page, town.mara)
    page.goto("/quarter/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it away as PDF").click()
    assert download.value.suggested_filename == f"vouch-{TODAY.year}-q4.pdf"
