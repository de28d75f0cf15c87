"""This week fills itself: what stands there, what is hidden from whom, what a decision changes at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY, Town
from tests.web.served import text_of
from vouch.program.asks.models import Give
from vouch.program.colleagues.models import User
from vouch.program.consent.actions import hold
from vouch.program.findings.models import Placement
from vouch.program.people.personality.actions import object_to_profiling, say_of_oneself
from vouch.program.suggestions.models import NextStep, NotThisWeek
from vouch.runs.suggest import suggest
from vouch.web.workspace.asks import day
from vouch.web.workspace.week.month import good

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """The town, in which Dee's company is not known yet, with what was suggested there."""
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town(stage="loyal")
    Placement.objects.filter(pk__in=(made.dee.pk, made.dee.account_id)).update(stage="not_known_yet")
    suggest(tmp_path, POLICY, TODAY)
    return made


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def week(who: User) -> str:
    return text_of(as_(who).get("/week/"))


def test_the_week_fills_itself_with_asks_their_wins_their_likelihood_and_what_else_it_could_be(town: Town) -> None:
    page = week(town.mara)
    assert "Three people could be asked this week, and nothing waits." in page
    assert "Could be asked" in page
    assert "For Ana Silva, for instance" in page
    assert "not enough evidence" in page
    assert "Otherwise:" in page
    assert "Write the invitation" in page


def test_the_unknown_are_given_something_first_and_it_is_planned_in_one_press(town: Town) -> None:
    assert "Give first" in week(town.mara)
    answer = as_(town.mara).post(f"/week/give/{town.dee.pk}/")
    assert answer.status_code == 302
    made = Give.objects.get()
    assert (made.contact_id, made.assigned_to, made.stage) == (town.dee.pk, town.mara, "not_known_yet")


def test_not_this_week_takes_it_away_and_after_all_brings_it_back(town: Town) -> None:
    mara, step = as_(town.mara), NextStep.objects.get(contact=town.ana)
    assert mara.post(f"/week/not/{town.ana.pk}/", {"activity": step.activity}).status_code == 302
    page = week(town.mara)
    assert "Invite Ana Silva to" not in page
    assert "Not this week" in page
    assert "After all" in page
    assert mara.post(f"/week/after-all/{town.ana.pk}/", {"activity": step.activity}).status_code == 302
    assert "Invite Ana Silva to" in week(town.mara)
    assert not NotThisWeek.objects.exists()


def test_a_hold_set_after_the_run_shows_in_the_next_answer(town: Town) -> None:
    assert "Invite Ana Silva to" in week(town.mara)
    hold(by=town.omar, contact=town.ana, kind="by_hand", reason="A new baby", from_on=TODAY)
    assert "Invite Ana Silva to" not in week(town.mara)
    assert "A new baby" in text_of(as_(town.mara).get("/week/all/asks/"))
    assert "Not now: Ana Silva is held back" in text_of(as_(town.mara).get(f"/customers/people/{town.ana.pk}/"))
    assert "Not now: Ana Silva is held back" in text_of(as_(town.mara).get("/week/month/"))


def test_an_owner_sees_their_own_and_a_seller_hears_nothing_of_personality_or_load(town: Town) -> None:
    say_of_oneself(contact=town.ana, personality="educator")
    NextStep.objects.filter(contact=town.ana).update(
        reasons=[
            ["for", "Serves reach", ""],
            ["for", "Suits an Educator", "personality"],
            ["for", "Asked once", "load"],
        ]
    )
    assert "Dee Diaz" not in week(town.omar)
    assert "Suits an Educator" in week(town.omar)
    assert "Could be asked" not in week(town.sol)
    town.sol.owner = town.omar.owner
    town.sol.save()
    for path in ("/week/", "/week/all/asks/", f"/customers/people/{town.ana.pk}/"):
        page = text_of(as_(town.sol).get(path))
        assert "Serves reach" in page
        assert "Suits an Educator" not in page
        assert "Asked once" not in page


def test_whoever_objects_has_no_personality_in_the_next_answer(town: Town) -> None:
    say_of_oneself(contact=town.ana, personality="educator")
    NextStep.objects.filter(contact=town.ana).update(reasons=[["for", "Suits an Educator", "personality"]])
    assert "Suits an Educator" in week(town.mara)
    object_to_profiling(contact=town.ana)
    for path in ("/week/", "/week/all/asks/", f"/customers/people/{town.ana.pk}/"):
        assert "Suits an Educator" not in text_of(as_(town.mara).get(path))


def test_a_seller_puts_nothing_off_and_an_owner_only_their_own(town: Town) -> None:
    town.sol.owner = town.omar.owner
    town.sol.save()
    assert as_(town.sol).post(f"/week/not/{town.ana.pk}/").status_code == 403
    assert as_(town.omar).post(f"/week/not/{town.dee.pk}/").status_code == 403
    assert not NotThisWeek.objects.exists()


def test_a_changed_step_says_so(town: Town) -> None:
    NextStep.objects.filter(contact=town.bo).update(changed="Last week: give first. More is known now.")
    assert "Last week: give first. More is known now." in week(town.mara)


def test_whoever_is_no_longer_proposed_stands_there_with_what_came_in_between(town: Town, tmp_path: Path) -> None:
    assert "No longer proposed" not in week(town.mara)
    hold(by=town.omar, contact=town.ana, kind="by_hand", reason="A new baby", from_on=TODAY)
    suggest(tmp_path, POLICY, TODAY + dt.timedelta(days=7))
    page = week(town.mara)
    assert "No longer proposed" in page
    assert "Ana Silva is held back by Omar" in page[page.index("No longer proposed") :]


def test_the_month_shows_who_when_and_how_good_it_is(town: Town) -> None:
    page = text_of(as_(town.mara).get("/week/month/"))
    assert "Two people could be asked in the four weeks to come." in page
    assert "No other plan within these limits is worth more." in page
    assert "Propose all of them" in page
    assert "Their company has its 2 of the month." in page
    assert "Propose all of them" not in text_of(as_(town.sol).get("/week/month/"))


def test_a_gap_is_said_in_plain_words() -> None:
    assert good({"value": 30.0, "gap": 0.0}) == "No other plan within these limits is worth more."
    assert good({"value": 30.0, "gap": 0.9}).startswith("Another plan could be worth 3 in 100 more")
    assert good({}) == ""


def test_every_list_names_each_with_the_reason(town: Town) -> None:
    mara = as_(town.mara)
    assert "Three people could be asked." in text_of(mara.get("/week/all/asks/"))
    gives = text_of(mara.get("/week/all/gives/"))
    assert "One person is best given something first." in gives
    assert "there we give, and ask for nothing" in gives
    assert "Nobody at present." in text_of(mara.get("/week/all/left-alone/"))
    assert mara.get("/week/all/others/").status_code == 404
    assert mara.get("/week/all/asks/?after=nonsense").status_code in (400, 422)


def test_the_lists_take_as_many_statements_for_one_as_for_many(town: Town) -> None:
    mara = as_(town.mara)

    def statements(path: str) -> int:
        mara.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert mara.get(path).status_code == 200
        return len(seen)

    paths = ("/week/", "/week/month/", "/week/all/asks/", "/week/all/gives/")
    many = [statements(path) for path in paths]
    NextStep.objects.filter(contact__in=(town.ana, town.bo)).delete()
    few = [statements(path) for path in paths]
    assert [a - b for a, b in zip(many, few, strict=True)] == [0, 0, 0, 0]
    assert max(many) <= 60
