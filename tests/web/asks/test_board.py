"""The board, one ask's page, and several at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import TODAY, Town, clear, invited, propose
from tests.web.served import text_of
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_an_empty_board_teaches_the_first_step() -> None:
    page = text_of(as_(Town().mara).get("/asks/"))
    assert "Nobody has been asked for anything yet." in page
    assert "Open the list of people" in page


def test_the_board_says_what_waits_and_opens_the_first_lane_with_something_in_it() -> None:
    town = Town()
    clear(town, propose(town))
    page = text_of(as_(town.mara).get("/asks/"))
    assert "One invitation is ready to send." in page
    assert "Ana Silva" in page


def test_the_board_takes_as_many_statements_for_one_ask_as_for_many() -> None:
    town = Town()
    propose(town)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/asks/", {"lane": "waiting"}).status_code == 200
        return len(seen)

    client = as_(town.mara)
    client.get("/asks/")
    one = statements()
    propose(town, town.bo)
    propose(town, town.dee)
    assert statements() == one <= 10


def test_a_lane_goes_on_behind_a_place_and_a_broken_place_is_refused() -> None:
    from vouch.program.asks import queries

    town = Town()
    for one in (town.ana, town.bo, town.dee):
        propose(town, one)
    first = queries.board("waiting", limit=2)
    rest = queries.board("waiting", after=first.after, limit=2)
    assert {row.pk for row in (*first.rows, *rest.rows)} == set(Ask.objects.values_list("pk", flat=True))
    assert rest.after == ""
    assert as_(town.mara).get("/asks/", {"lane": "waiting", "after": "@@"}).status_code == 422
    assert as_(town.mara).get("/asks/", {"lane": "nowhere"}).status_code == 422


def test_a_board_of_one_owner_or_account_shows_only_theirs() -> None:
    town = Town()
    propose(town)
    propose(town, town.dee)
    page = text_of(as_(town.mara).get("/asks/", {"lane": "waiting", "account": town.dee.account_id}))
    assert "Dee Diaz" in page
    assert "Ana Silva" not in page
    assert "Dee Diaz" not in text_of(as_(town.mara).get("/asks/", {"lane": "waiting", "owner": town.omar.owner}))


def test_an_asks_page_tells_every_step_with_who_took_it() -> None:
    town = Town()
    ask = clear(town, propose(town), words="A good match.")
    page = text_of(as_(town.mara).get(f"/asks/{ask.key}/"))
    assert "is ready to send" in page
    assert page.index("Waits for the owner") < page.index("Cleared, to send")
    assert "A good match." in page
    assert f"made under policy {ask.policy}" in page
    assert "Hello Ana Silva" in page


def test_the_life_of_an_ask_from_its_page() -> None:
    town = Town()
    ask, mara = clear(town, propose(town)), as_(town.mara)

    def take(step: str, **given: Any) -> str:
        return text_of(mara.post(f"/asks/{ask.key}/{step}/", given, follow=True))

    assert "on its way" in take("send")
    assert "Choose" in take("answer", answer="maybe") or "valid choice" in take("answer", answer="maybe")
    assert "said yes" in take("answer", answer="accepted", words="Gladly")
    assert "Thanks are due" in take("done", done_on=TODAY.isoformat(), minutes="35", led_to="")
    assert "This field is required" in take("thank", words="")
    assert "was thanked" in take("thank", words="A card from our founder")
    assert "The deal was won" in take("led", led_to="The deal was won")


def test_what_cannot_be_sent_says_why_and_stays() -> None:
    town = Town()
    ask = propose(town)
    answer = as_(town.mara).post(f"/asks/{ask.key}/send/")
    assert answer.status_code == 409
    assert Ask.objects.get().state == "proposed"


def test_not_this_week_takes_it_off_the_week_and_brings_it_back_by_itself() -> None:
    from vouch.program.asks import queries

    town = Town()
    ask = clear(town, propose(town))
    as_(town.mara).post(f"/asks/{ask.key}/later/", {"until": (TODAY + dt.timedelta(days=5)).isoformat()})
    assert not queries.ready(today=TODAY)
    assert [row.pk for row in queries.ready(today=TODAY + dt.timedelta(days=5))] == [ask.pk]


def test_an_owner_sees_no_button_to_send() -> None:
    town = Town()
    ask = clear(town, propose(town))
    assert "Send invitation" not in text_of(as_(town.omar).get(f"/asks/{ask.key}/"))
    assert as_(town.omar).post(f"/asks/{ask.key}/send/").status_code == 403


def test_several_are_sent_after_one_question_and_refusals_are_listed() -> None:
    town = Town()
    asks = [clear(town, propose(town)), clear(town, propose(town, town.bo))]
    town.bo.opted_out = True
    town.bo.save()
    mara = as_(town.mara)
    data = {"step": "send", "lane": "ready", "ask": [one.key for one in asks]}
    assert "Send 2 invitations?" in text_of(mara.post("/asks/several/", data))
    assert set(Ask.objects.values_list("state", flat=True)) == {"cleared"}
    page = text_of(mara.post("/asks/several/", data | {"sure": "yes"}))
    assert "1 invitation is on the way, and 1 was refused." in page
    assert "Bo Berg asked not to be approached" in page


def test_several_are_thanked_in_the_same_words() -> None:
    town = Town()
    ask = invited(town)
    actions.finish(by=town.mara, ask=ask, done_on=TODAY)
    data = {"step": "thank", "ask": [ask.key], "sure": "yes"}
    assert "How did we thank them?" in text_of(as_(town.mara).post("/asks/several/", data))
    as_(town.mara).post("/asks/several/", data | {"words": "Cards"})
    assert Ask.objects.get().thanks == "Cards"


def test_the_list_taken_away_has_nothing_that_a_spreadsheet_would_run() -> None:
    town = Town()
    propose(town, why="=HYPERLINK(1)")
    answer: Any = as_(town.mara).get("/asks/file/csv/")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in rows
    assert "Ana Silva" in rows
    assert as_(town.sol).get("/asks/file/csv/").status_code == 403
