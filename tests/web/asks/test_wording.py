"""The wording of an ask as it is written: marked, mended at a press, refused only where it must be."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.program.asks.town import TODAY, WINS, Town, propose
from tests.web.served import text_of
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db

LETTER = WINS | {
    "why": "You brought twelve sites live.", "subject": "One call", "activity": "reference_call",
    "words": "We are sorry to bother you, but a call is open.\r\nThis is your last chance.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_words_are_read_as_one_writes() -> None:
    town = Town()
    page = text_of(as_(town.mara).post("/asks/new/wording/", LETTER | {"contact": town.ana.pk}))
    assert "2 turns read" in page or "Two turns read" in page
    assert "last chance" in page
    assert "Silence" not in page


def test_nothing_is_drafted_for_an_empty_letter() -> None:
    town = Town()
    page = text_of(as_(town.mara).post("/asks/new/wording/", {"contact": town.ana.pk}))
    assert "Nothing is drafted for you." in page


def test_a_press_puts_the_better_turn_into_the_text_and_judges_nothing_yet() -> None:
    town = Town()
    data = LETTER | {"contact": town.ana.pk, "win_person": ""}
    page = text_of(as_(town.mara).post("/asks/new/", data | {"step": "write"}))
    turn = re.search(r'name="turn" value="(words:\d+:\d+)"', page)
    assert turn
    answer = as_(town.mara).post("/asks/new/", data | {"turn": turn[1]})
    assert answer.status_code == 200
    assert "A call is open.\nThis is your last chance." in text_of(answer)
    assert "This field is required" not in text_of(answer)


@pytest.mark.parametrize("turn", ["words:1:2", "words", "secret:0:4", "words:-1:x"])
def test_a_turn_that_is_no_longer_there_changes_nothing(turn: str) -> None:
    town = Town()
    answer = as_(town.mara).post("/asks/new/", LETTER | {"contact": town.ana.pk, "turn": turn})
    assert answer.status_code == 200
    assert "We are sorry to bother you, but a call is open." in text_of(answer)


def test_hints_hold_nothing_up_and_are_shown_beside_the_letter() -> None:
    town = Town()
    page = text_of(as_(town.mara).post("/asks/new/", LETTER | {"contact": town.ana.pk, "step": "preview"}))
    assert "last chance" in page
    assert "Propose it" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": "You get a voucher for a positive review."}, "which is forbidden"),
        ({"words": "Write a good review.", "reward_announced": "A mug"}, "which is forbidden"),
        ({"words": "About {how many}, on Tuesday."}, "“{how many}” would stand in the letter as it is"),
        (
            {"words": "About {goal}, on Tuesday."},
            "Nothing of it is left for Ana Silva: every sentence hangs on “{goal}”",
        ),
    ],
)
def test_paid_praise_and_open_places_are_refused_with_the_way_out(change: dict[str, str], sentence: str) -> None:
    town = Town()
    answer = as_(town.mara).post("/asks/new/", LETTER | change | {"contact": town.ana.pk, "step": "preview"})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Ask.objects.exists()


def test_a_customers_name_is_no_word_of_ours() -> None:
    town = Town()
    town.ana.account.name = "Last Chance"
    town.ana.account.save()
    data = LETTER | {"contact": town.ana.pk, "words": "You open the evening at Last Chance."}
    assert "Nothing that is checked" in text_of(as_(town.mara).post("/asks/new/wording/", data))


def test_the_page_of_an_ask_that_has_not_left_says_what_reads_better() -> None:
    town = Town()
    ask = propose(town, town.ana)
    Ask.objects.filter(pk=ask.pk).update(words="This is your last chance.")
    assert "last chance" in text_of(as_(town.mara).get(f"/asks/{ask.pk}/")).split("The letter as it would")[0]
