"""Small gestures, who should speak to whom, and who they are, in a real browser: by hand, without script, clean, narrow."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser, expect

from tests.program.asks.town import POLICY
from tests.program.cast import ines
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.colleagues.models import User
from vouch.program.findings.models import Deed
from vouch.program.members.actions import answer_questions, join
from vouch.program.members.terms import TERMS
from vouch.program.people.models import Contact
from vouch.program.people.personality import actions as personality
from vouch.program.people.personality.queries import prevalence
from vouch.program.touch import actions, queries
from vouch.program.touch.rows import SparkRow
from vouch.runs.personalities import renew
from vouch.web.workspace.asks import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "5 yes of 6; 55 to 93 in 100 say yes to the like of it, 41 in 100 when others of us ask."


@pytest.fixture
def boss(placed: Placed) -> User:
    """The manager, on whose page two gestures wait, and with whom Ana has the spark."""
    today, who = day.today(), ines()
    for name in ("Ana Lind", "Bo Riis"):
        one = Contact.objects.get(pk=placed.person(name))
        Deed.objects.create(
            account_id=one.account_id, contact=one, activity="community_answer", words="answer",
            done_on=today - dt.timedelta(days=1),
        )  # fmt: skip
    assert (
        actions.make_gestures(occasions=queries.happened(policy=POLICY, today=today), policy=POLICY, today=today) == 2
    )
    ana = Contact.objects.get(pk=placed.person("Ana Lind"))
    row = SparkRow(
        contact=ana.pk, colleague=who.pk, rank=0, leads=True, looks_after=False, n=6, yes=5, low=0.55, mean=0.78,
        high=0.93, words=WORDS, shares=("They have been in touch since March 2026.",),
    )  # fmt: skip
    actions.publish_sparks(rows=[row], today=today)
    actions.say_in_common(by=who, contact=ana, words="We planned the same rollout, at two firms.")
    return who


def test_a_gesture_is_edited_sent_back_when_it_asks_and_done_without_script(
    served: str, browser: Browser, boss: User
) -> None:
    with without_script(browser, served, boss) as page:
        page.goto("/week/gestures/")
        expect(page.get_by_role("heading", name="Two small gestures are worth making today.")).to_be_visible()
        ana = page.get_by_role("article", name="Ana Lind")
        ana.get_by_role("textbox").fill("Could you do us a favour?")
        ana.get_by_role("button", name="I have done it").click()
        expect(page.get_by_role("alert")).to_contain_text("A gesture asks for nothing")
        expect(ana.get_by_role("textbox")).to_have_value("Could you do us a favour?")
        ana.get_by_role("textbox").fill("Thank you for your answer on Tuesday, Ana.")
        ana.get_by_role("button", name="I have done it").click()
        expect(page.get_by_text("Written down as a give")).to_be_visible()
        page.get_by_role("article", name="Bo Riis").get_by_role("button", name="Leave it out").click()
        expect(page.get_by_role("heading", name="No small gesture waits today.")).to_be_visible()


def test_by_keyboard_a_gesture_is_left_out(served: str, browser: Browser, boss: User) -> None:
    page = browser.new_page(base_url=served)
    enter(page, boss)
    page.goto("/week/gestures/")
    press(page.get_by_role("article", name="Ana Lind").get_by_role("button", name="Leave it out"))
    expect(page.get_by_text("This occasion does not come back.")).to_be_visible()
    page.close()


def test_who_should_speak_to_them_stands_on_their_page_with_counts_and_what_is_shared(
    served: str, browser: Browser, placed: Placed, boss: User
) -> None:
    with without_script(browser, served, boss) as page:
        page.goto(f"/customers/people/{placed.person('Ana Lind')}/")
        for words in (WORDS, "They have been in touch since March 2026.", "We planned the same rollout"):
            expect(page.get_by_text(words).first).to_be_visible()


def test_the_gestures_the_spark_and_who_they_are_are_clean_for_axe_and_fit_a_phone(
    served: str, browser: Browser, placed: Placed, boss: User
) -> None:
    ana = Contact.objects.get(pk=placed.person("Ana Lind"))
    join(contact=ana, terms=TERMS)
    answer_questions(contact=ana, policy=POLICY, part="educator", thanks="private")
    personality.guess(by=boss, contact=ana, personality="validator")
    renew(placed.data, POLICY, day.today())
    assert prevalence()
    pages = ["/week/gestures/", f"/customers/people/{ana.pk}/", "/who-they-are/"]
    judged_all(browser, served, boss, pages)
