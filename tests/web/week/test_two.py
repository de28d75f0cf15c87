"""A choice of two: shown where the second came near, each with its own reasons, gates looked at again, never sent as two."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.program.asks.town import POLICY, TODAY, Town, colleague
from tests.program.cast import ines
from tests.web.browsing import judged_all, without_script
from tests.web.factory import Placed
from tests.web.served import text_of
from tests.web.week.test_suggested import as_, week
from vouch.domain.policy import read
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import hold
from vouch.program.suggestions.models import NextStep
from vouch.runs.suggest import suggest
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import rung_words

NEAR, FAR = read("[next_ask.two]\nnear = 0.01"), read("[next_ask.two]\nnear = 1.0")


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town(stage="loyal")
    suggest(tmp_path, NEAR, TODAY)
    return made


def test_the_two_stand_side_by_side_with_wins_reasons_and_a_way_to_each(town: Town) -> None:
    step = NextStep.objects.get(contact=town.ana)
    second = step.runner_up["activity"]
    assert step.runner_up["near"]
    assert second != step.activity
    assert "Hold the two side by side" in week(town.mara)
    page = text_of(as_(town.mara).get(f"/week/two/{town.ana.pk}/"))
    assert f"Ana Silva: {rung_words(step.activity)}, or {rung_words(second)}?" in page
    assert page.count("For Ana Silva, for instance") == 2
    for activity in (step.activity, second):
        assert f"activity={activity}" in page
    assert "One of them is asked for" in page


def test_the_second_is_worth_no_more_than_the_first_and_its_parts_add_up(town: Town) -> None:
    for step in NextStep.objects.filter(kind="ask"):
        told = step.runner_up
        if told.get("near"):
            assert told["value"] <= step.value + 1e-9
            assert sum(part for _words, part in told["parts"]) == pytest.approx(told["value"], abs=1e-4)


def test_where_the_second_is_far_there_is_no_choice_and_a_sentence_says_so(town: Town, tmp_path: Path) -> None:
    suggest(tmp_path, FAR, TODAY)
    NextStep.objects.filter(contact=town.ana).update(runner_up={"activity": "webinar"})
    answer = as_(town.mara).get(f"/week/two/{town.ana.pk}/")
    assert answer.status_code == 404
    assert "There is no choice of two for this person now" in text_of(answer)


def test_a_gate_that_closed_since_takes_the_way_to_both(town: Town) -> None:
    hold(by=town.omar, contact=town.ana, kind="by_hand", reason="A new baby", from_on=TODAY)
    page = text_of(as_(town.mara).get(f"/week/two/{town.ana.pk}/"))
    assert page.count("Not now:") == 2
    assert "Write this invitation" not in page


def test_an_owner_of_other_accounts_may_not_look(town: Town) -> None:
    other = colleague("oda", Position.ACCOUNT_OWNER, owner="o" + "9" * 15)
    assert as_(other).get(f"/week/two/{town.ana.pk}/").status_code == 403
    assert as_(town.omar).get(f"/week/two/{town.ana.pk}/").status_code == 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser_without_script_either_is_one_click_away_and_the_page_is_clean(
    served: str, browser: Browser, placed: Placed
) -> None:
    boss = ines()
    suggest(placed.data, NEAR, day.today())
    step = next(one for one in NextStep.objects.filter(kind="ask").order_by("rank") if one.runner_up.get("near"))
    with without_script(browser, served, boss) as page:
        page.goto(f"/week/two/{step.contact_id}/")
        expect(page.get_by_role("article")).to_have_count(2)
        page.get_by_role("link", name=f"Write this invitation for {rung_words(step.runner_up['activity'])}").click()
        expect(page).to_have_url(f"{served}/asks/new/?contact={step.contact_id}&activity={step.runner_up['activity']}")
    judged_all(browser, served, boss, [f"/week/two/{step.contact_id}/"])


def test_policy_says_what_is_near() -> None:
    assert POLICY.next_ask.two.near == 0.75
