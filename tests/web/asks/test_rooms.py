"""This week, gives, load and the quarter: what they say, and in how many statements."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import TODAY, Town, clear, invited, propose
from tests.web.served import text_of
from vouch.program.asks import actions
from vouch.program.asks.models import Ask, Give
from vouch.program.colleagues.models import User
from vouch.program.consent.actions import hold
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_a_week_without_asks_teaches_to_give_first() -> None:
    page = text_of(as_(Town().mara).get("/week/"))
    assert "Nobody has been asked for anything yet: begin by giving." in page
    assert "Open loyal customers" in page


def test_a_seller_of_whose_nothing_waits_is_not_told_that_nobody_was_ever_asked() -> None:
    town = Town()
    propose(town)
    page = text_of(as_(town.sol).get("/week/"))
    assert "Nothing waits for you this week." in page
    assert 'href="/references/new/"' in page
    assert "0 of 0" not in page


def test_the_week_answers_in_one_sentence_and_shows_both_wins_before_the_reasons() -> None:
    town = Town()
    clear(town, propose(town, why="You brought twelve sites live."))
    propose(town, town.bo)
    page = text_of(as_(town.mara).get("/week/"))
    assert "One invitation is ready and one waits for an account owner." in page
    assert page.index("Sixty peers hear") < page.index("You brought twelve sites live.") < page.index("Send invitation")
    assert "own rule on a reference call with one prospect is not known yet" in page
    assert "has an open invitation already" not in page


def test_a_week_takes_as_many_statements_for_one_ask_as_for_many() -> None:
    town = Town()
    mara = as_(town.mara)
    clear(town, propose(town))
    propose(town, town.dee)
    one = statements(mara, "/week/")
    clear(town, propose(town, town.bo))
    assert statements(mara, "/week/") == one <= 44


def test_an_owner_sees_what_waits_for_them_and_not_the_customers_of_others() -> None:
    town = Town()
    propose(town)
    propose(town, town.dee)
    page = text_of(as_(town.omar).get("/week/"))
    assert "One ask waits for your word." in page
    assert "May we ask Ana Silva" in page
    assert "Dee Diaz" not in page


def test_those_held_or_resting_stand_there_with_who_lifts_it() -> None:
    town = Town()
    hold(by=town.mara, account=town.dee.account, kind="by_hand", reason="A new team is finding its feet", from_on=TODAY)
    actions.answer(ask=invited(town), answer="declined", door="link", policy=_policy(), today=TODAY)
    page = text_of(as_(town.mara).get("/week/"))
    assert "Everyone at Bolt" in page
    assert "A new team is finding its feet." in page
    assert "Lifted by an administrator, a programme manager or the account" in page
    assert f"Ana Silva said no on {TODAY:%-d %b %Y} and rests until" in page


def test_an_owner_is_reminded_in_the_next_mail_and_once() -> None:
    town = Town()
    ask = propose(town)
    ask.clearances.update(mailed_at=ask.proposed_at)
    mara = as_(town.mara)
    assert "Remind Omar" in text_of(mara.get("/week/"))
    assert mara.post(f"/week/{ask.key}/remind/").status_code == 302
    assert ask.clearances.get().mailed_at is None
    assert mara.post(f"/week/{ask.key}/remind/").status_code == 409


def test_the_figures_of_last_week_count_what_was_accepted_and_what_it_took() -> None:
    town = Town()
    tuesday = TODAY - dt.timedelta(days=TODAY.weekday() + 6)
    ask = invited(town, today=tuesday)
    Ask.objects.filter(pk=ask.pk).update(invited_at=dt.datetime.combine(tuesday, dt.time(9), dt.UTC))
    actions.answer(ask=ask, answer="accepted", door="link", policy=_policy(), today=TODAY)
    actions.finish(by=town.mara, ask=ask, done_on=tuesday + dt.timedelta(days=2), minutes=130)
    page = " ".join(text_of(as_(town.mara).get("/week/")).split())
    assert "<b>1 of 1</b>" in page
    assert "<b>2 h 10 min</b>" in page
    assert "One person should hear thank you." in page


def test_a_give_is_planned_from_the_playbook_assigned_done_and_followed() -> None:
    town = Town()
    mara, account = as_(town.mara), town.ana.account_id
    page = text_of(mara.get(f"/gives/for/{account}/", {"stage": "loyal", "role": "sponsor", "number": "0"}))
    assert "Suggested for a sponsor" in page
    data = {
        "do": "Introduce them to another site", "gives": "A peer", "kind": "introduction", "contact": town.ana.pk,
        "assigned_to": str(town.sol.pk), "due_on": "2026-11-27", "stage": "loyal", "role": "sponsor",
    }  # fmt: skip
    assert "Planned, for Sol" in text_of(mara.post(f"/gives/for/{account}/", data, follow=True))
    give = Give.objects.get()
    assert "One thing is yours to give." in text_of(as_(town.sol).get("/gives/"))
    assert "Introduce them to another site" in text_of(as_(town.sol).get("/week/"))
    sol = as_(town.sol)
    assert "Given." in text_of(sol.post(f"/gives/{give.key}/done/", {"done_on": "2026-11-24"}, follow=True))
    assert "They met" in text_of(sol.post(f"/gives/{give.key}/followed/", {"words": "They met"}, follow=True))
    assert sol.post(f"/gives/{give.key}/drop/").status_code == 409


def test_give_and_ask_are_balanced_from_the_first_day() -> None:
    from vouch.program.asks import queries

    town = Town()
    give = actions.plan_give(
        by=town.mara, account=town.ana.account, contact=town.ana, kind="help", do="Mend the import"
    )
    assert queries.balance(contact=town.ana.pk).first is None
    actions.do_give(by=town.mara, give=give, done_on=dt.date(2026, 11, 3))
    invited(town)
    balance = queries.balance(account=town.ana.account_id or "")
    assert (balance.gives, balance.asks, balance.first) == (1, 1, dt.date(2026, 11, 3))


def test_the_load_says_who_carries_most_and_how_many_never_were_asked() -> None:
    town = Town()
    invited(town)
    page = text_of(as_(town.mara).get("/load/"))
    assert "Five people carry 100 in 100 of all asks, and 3 of 4 who may be asked never were." in page
    assert "Not enough evidence: 0 so far, 20 needed" in page


def test_the_load_takes_as_many_statements_for_one_person_as_for_many() -> None:
    town = Town()
    invited(town)
    one = statements(as_(town.mara), "/load/")
    invited(town, town.bo)
    assert statements(as_(town.mara), "/load/") == one <= 12


def test_an_ask_made_outside_is_one_line() -> None:
    town = Town()
    mara = as_(town.mara)
    assert f"contact={town.ana.pk}" in text_of(mara.get("/asks/outside/", {"q": "Ana"}))
    data = {"contact": town.ana.pk, "activity": "reference_call", "asked_on": "2026-11-20", "answer": "accepted"}
    assert "Written down" in text_of(mara.post("/asks/outside/", data, follow=True))
    again = mara.post("/asks/outside/", data)
    assert again.status_code == 422
    assert "has written this down already" in text_of(again)


def test_the_quarter_stands_on_one_page_and_as_pdf() -> None:
    town = Town()
    ask = invited(town)
    actions.finish(by=town.mara, ask=ask, done_on=TODAY, minutes=30, led_to="#import “x” *won* $y$")
    mara = as_(town.mara)
    page = text_of(mara.get("/quarter/"))
    assert "Quarter 4 of 2026" in page
    assert "not enough evidence: 0 so far, 20 needed" in page
    assert "What it does not say" in page
    made = mara.get("/quarter/pdf/")
    assert made.content.startswith(b"%PDF-")
    assert made.content == mara.get("/quarter/pdf/").content


def test_an_empty_quarter_is_a_page_too() -> None:
    assert "Nobody was asked for anything yet." in text_of(as_(Town().mara).get("/quarter/"))


def _policy() -> object:
    from vouch.domain.policy import load

    return load()
