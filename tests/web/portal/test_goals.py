"""What somebody wants for themselves, at their own door: said, changed, taken away, and notes of it forbidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, Town
from tests.web.portal.cast import visiting
from tests.web.served import text_of
from vouch.program.members.actions import join
from vouch.program.members.terms import TERMS
from vouch.program.people.goals.models import PersonalGoal
from vouch.program.people.goals.noting import note_goal
from vouch.program.people.goals.queries import all_of
from vouch.web.portal import door

pytestmark = pytest.mark.django_db

PAGE = "/for-you/what-i-want/"
CAREER = {"kind": "career", "words": "to lead a team"}


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def noted(town: Town) -> PersonalGoal:
    return note_goal(
        by=town.mara, contact=town.ana, kind="learning", words="to plan by night", said_on=door.today(),
        where="our call in spring", policy=POLICY, today=door.today(),
    )  # fmt: skip


def as_ana(town: Town) -> Client:
    return visiting(town.ana)


def test_they_say_change_and_take_away_what_they_want() -> None:
    town = Town()
    ana = as_ana(town)
    assert "What would you like to have of it for yourself?" in text_of(ana.get(PAGE))
    assert "“to lead a team”" in text_of(ana.post(PAGE, CAREER, follow=True))
    (goal,) = all_of(town.ana.pk)
    page = text_of(ana.post(f"{PAGE}{goal.id}/", CAREER | {"words": "to lead two"}, follow=True))
    assert "“to lead two”" in page
    assert "“to lead two”" in text_of(ana.get("/for-you/how-we-see-you/"))
    ana.post(f"{PAGE}{goal.id}/gone/")
    assert all_of(town.ana.pk) == []


def test_what_was_noted_is_read_with_who_and_where_and_is_theirs_to_put_right_or_take_away() -> None:
    town = Town()
    first, second = noted(town), noted(town)
    ana = as_ana(town)
    for page in (text_of(ana.get(PAGE)), text_of(ana.get("/for-you/how-we-see-you/"))):
        assert "“to plan by night”" in page
        assert "oted by Mara: our call in spring" in page
    ana.post(f"{PAGE}{first.pk}/", {"kind": "learning", "words": "to plan by day"})
    ana.post(f"{PAGE}{second.pk}/gone/")
    (goal,) = all_of(town.ana.pk)
    assert (goal.words, goal.stated) == ("to plan by day", True)


def test_they_forbid_notes_and_a_colleague_reads_that_and_may_note_none() -> None:
    town = Town()
    noted(town)
    ana, mara = as_ana(town), Client()
    mara.force_login(town.mara)
    ana.post(f"{PAGE}no-notes/")
    assert all_of(town.ana.pk) == []
    page = text_of(mara.get(f"/customers/people/{town.ana.pk}/"))
    assert "They asked that nobody notes what they want." in page
    assert "Note what they told you" not in page
    answer = mara.post(f"/people/{town.ana.pk}/goals/note/", CAREER | {"said_on": "2026-01-05", "where": "a call"})
    assert "Only they can change that" in text_of(answer)
    ana.post(f"{PAGE}notes/")
    assert "Note what they told you" in text_of(mara.get(f"/customers/people/{town.ana.pk}/"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "", "words": "to lead"}, "Choose what kind of goal it is"),
        ({"kind": "other", "words": ""}, "Say it in a few words of your own."),
        ({"kind": "career", "words": "x" * 130}, "These are 130 letters; at most 120 fit into a letter."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_they_wrote_is_lost(given: dict[str, str], sentence: str) -> None:
    town = Town()
    answer = as_ana(town).post(PAGE, given)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert given["words"] in text_of(answer)


def test_on_joining_it_is_one_question_more_that_can_be_left_out() -> None:
    town = Town()
    join(contact=town.ana, terms=TERMS)
    ana = as_ana(town)
    assert "what would you like to have of it for yourself?" in text_of(ana.get("/for-you/join/questions/"))
    ana.post("/for-you/join/questions/", {"part": "educator"})
    assert all_of(town.ana.pk) == []
    told = {"part": "", "goal_kind": "", "goal_words": "to lead a team"}
    answer = ana.post("/for-you/join/questions/", told)
    assert answer.status_code == 422
    assert "to lead a team" in text_of(answer)
    ana.post("/for-you/join/questions/", told | {"goal_kind": "career"})
    assert [one.words for one in all_of(town.ana.pk)] == ["to lead a team"]
    assert "Change it, or add to it" in text_of(ana.get("/for-you/join/questions/"))


def test_a_colleague_notes_it_on_the_page_of_the_person_and_takes_it_back() -> None:
    town = Town()
    omar = Client()
    omar.force_login(town.omar)
    address = f"/people/{town.ana.pk}/goals/note/"
    answer = omar.post(address, CAREER | {"said_on": "2026-01-05", "where": ""})
    assert answer.status_code == 422
    page = text_of(omar.post(address, CAREER | {"said_on": "2026-01-05", "where": "our call"}, follow=True))
    assert "Ana Silva wants 1 thing for themselves" in page
    assert "Said to Omar on 5 Jan 2026, our call." in page
    goal = PersonalGoal.objects.get()
    omar.post(f"/people/{town.ana.pk}/goals/{goal.pk}/back/")
    assert not PersonalGoal.objects.exists()


def test_a_seller_reads_nothing_of_it() -> None:
    town = Town()
    noted(town)
    sol = Client()
    sol.force_login(town.sol)
    page = text_of(sol.get(f"/customers/people/{town.ana.pk}/"))
    assert "plan by night" not in page
    assert sol.get(f"/people/{town.ana.pk}/goals/note/").status_code == 403
