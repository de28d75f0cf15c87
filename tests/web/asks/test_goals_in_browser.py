"""From a goal that somebody says at their own door to a letter that carries it; one of three is written anew."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.asks.town import POLICY, TODAY, Town, clear
from tests.program.cast import PASSWORD
from tests.web.browsing import WAYS, at_width, clean, judged, judged_all, without_script
from tests.web.portal.test_in_browser import opened
from vouch.program.asks.models import Ask
from vouch.program.members.actions import join
from vouch.program.members.terms import TERMS
from vouch.program.outbox.models import Message
from vouch.program.people.goals.actions import state_goal
from vouch.program.people.goals.noting import note_goal
from vouch.program.people.personality.actions import say_of_oneself
from vouch.web.portal import door
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GOAL = "to know who plans by night"


@pytest.fixture
def town(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Town:
    settings.VOUCH_URL = served
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town()
    made.mara.set_password(PASSWORD)
    made.mara.save()
    return made


def to_the_letters(page: Page, town: Town) -> None:
    """The same for three people, as far as the page of the letters."""
    three = "&".join(f"contact={one.pk}" for one in (town.ana, town.bo, town.dee))
    page.goto(f"/asks/new/?activity=peer_call&{three}")
    page.get_by_label("What is in it for the person?").fill("You meet somebody with the same task.")
    page.get_by_label("What is in it for their company?").fill("{company} knows a peer of its own trade.")
    page.get_by_label("Why them of all people?").fill("You brought twelve sites live.")
    page.get_by_role("button", name="Look at each letter").click()


def test_a_goal_said_at_their_door_is_in_the_letter_and_one_of_three_is_written_anew(
    town: Town, browser: Browser, served: str
) -> None:
    with opened(browser, served, who=town.ana) as page:
        page.goto("/for-you/how-we-see-you/")
        page.get_by_role("link", name="Say what you want for yourself").click()
        page.get_by_label("What is it about?").select_option(label="To know more people of my trade")
        page.get_by_label("In your own words").fill(GOAL)
        page.get_by_role("button", name="Keep it").click()
        expect(page.locator("main")).to_contain_text(f"“{GOAL}”")
    with without_script(browser, served, town.mara) as page:
        to_the_letters(page, town)
        expect(page.get_by_role("heading", level=1)).to_have_text("These are the 3 letters.")
        expect(page.locator(".mail", has_text="Hello Ana Silva")).to_contain_text(
            f"“{GOAL}”, and this is a step that way"
        )
        expect(page.locator(".mail", has_text="Hello Bo Berg")).not_to_contain_text("You told us")
        page.locator("summary", has_text="Change the letter to Bo Berg").click()
        bo = page.locator(f"#own-{town.bo.pk}")
        bo.get_by_label("The letter", exact=True).fill("Bo, this is your last chance to meet Cy of Delta.")
        bo.get_by_role("button", name="Look again").click()
        expect(page.locator(".mail", has_text="Hello Bo Berg")).to_contain_text("to meet Cy of Delta")
        expect(page.locator(f"#wording-{town.bo.pk}")).to_contain_text("last chance")
        bo.get_by_label("The letter", exact=True).fill("Bo, this is for you alone: Cy of Delta plans what you plan.")
        page.get_by_role("button", name="Propose all 3").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("wait for an account owner")
        for ask in Ask.objects.all():
            clear(town, ask, by=town.mara)
        page.goto("/asks/?lane=ready")
        for name in ("Ana Silva", "Bo Berg", "Dee Diaz"):
            page.get_by_label(re.compile(f"Choose .*{name}")).check()
        page.get_by_role("button", name="Send the chosen").click()
        page.get_by_role("button", name="Send all 3").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("3 invitations are on the way")
    mailed = {one.contact: one.text for one in Message.objects.filter(subject="Somebody who does what you do")}
    assert f"“{GOAL}”" in mailed[town.ana.pk]
    assert "this is for you alone" in mailed[town.bo.pk]
    assert "You told us" not in mailed[town.dee.pk] + mailed[town.bo.pk]


def test_every_page_of_it_is_clean_and_fits_a_phone(town: Town, browser: Browser, served: str) -> None:
    join(contact=town.ana, terms=TERMS)
    now: dict[str, Any] = {"policy": POLICY, "today": door.today()}
    state_goal(contact=town.ana, kind="network", words=GOAL, **now)
    note_goal(by=town.mara, contact=town.ana, kind="career", words="to lead", said_on=TODAY, where="a call", **now)
    say_of_oneself(contact=town.ana, personality="educator")
    judged_all(
        browser, served, town.mara,
        [f"/people/{town.ana.pk}/goals/note/", f"/customers/people/{town.ana.pk}/",
         f"/asks/new/?activity=peer_call&contact={town.ana.pk}"],
    )  # fmt: skip
    for width, scheme in WAYS:
        size = {"width": width, "height": 844}
        with opened(browser, served, script=True, who=town.ana, viewport=size, color_scheme=scheme) as page:
            for address in ("/for-you/what-i-want/", "/for-you/how-we-see-you/", "/for-you/join/questions/"):
                judged(page, address)
        with at_width(browser, served, town.mara, width, scheme) as page:
            to_the_letters(page, town)
            page.locator("summary", has_text="Change the letter to Bo Berg").click()
            written = page.locator(f"#own-{town.bo.pk}").get_by_label("The letter", exact=True)
            written.fill("Bo, this is your last chance.")
            expect(page.locator(f"#wording-{town.bo.pk}")).to_contain_text("last chance")  # read as it is written
            clean(page)
