"""Who they are, the hint on a person's page, and what is pointed out before something is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, WINS
from tests.web.factory import TODAY, Placed
from tests.web.served import text_of
from vouch.domain.personalities import Personality
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.findings.models import Deed
from vouch.program.members.actions import answer_questions, join
from vouch.program.members.terms import TERMS
from vouch.program.people.models import Contact
from vouch.program.people.personality import actions
from vouch.program.people.personality.models import Guess, Prevalence
from vouch.runs.personalities import renew
from vouch.web.workspace.asks import day
from vouch.web.workspace.personality import counted

SignIn = Callable[..., Client]


@pytest.fixture
def ana(placed: Placed, monkeypatch: pytest.MonkeyPatch) -> Contact:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    return Contact.objects.get(pk=placed.person("Ana Lind"))


def page_of(client: Client, contact: Contact) -> str:
    return text_of(client.get(f"/customers/people/{contact.pk}/"))


def work_out(placed: Placed) -> None:
    renew(placed.data, POLICY, TODAY)


def test_a_hint_says_how_to_thank_with_reasons_and_is_no_badge(placed: Placed, sign_in: SignIn, ana: Contact) -> None:
    client = sign_in()
    assert "How Ana Lind likes to be thanked is not known yet" in page_of(client, ana)
    join(contact=ana, terms=TERMS)
    answer_questions(contact=ana, policy=POLICY, part="educator", thanks="private")
    Deed.objects.create(contact=ana, activity="webinar", words="w", done_on=TODAY, prompted="unprompted")
    actions.guess(by=User.objects.get(email="ines@example.com"), contact=ana, personality="validator")
    work_out(placed)
    page = page_of(client, ana)
    assert "Thank Ana Lind with a personal thank-you from whoever built it" in page
    assert "Fairly sure: somebody who likes to explain and to help." in page
    assert "A colleague believes that they are a validator." in page
    assert 'class="tag">educator' not in page.lower()


def test_a_colleague_says_what_they_believe_and_takes_it_back(placed: Placed, sign_in: SignIn, ana: Contact) -> None:
    client = sign_in()
    to = f"/people/{ana.pk}/personality/"
    assert client.post(to, {"personality": "educator", "words": "taught us"}).status_code == 302
    assert Guess.objects.get().words == "taught us"
    assert "What you believe" in page_of(client, ana)
    assert client.post(to, {"personality": "nobody"}).status_code == 422
    client.post(to, {"personality": ""})
    assert not Guess.objects.exists()


@pytest.mark.parametrize("role", [Position.SELLER, Position.VIEWER])
def test_sellers_hear_nothing_of_it(placed: Placed, sign_in: SignIn, ana: Contact, role: Position) -> None:
    actions.say_of_oneself(contact=ana, personality="educator")
    client = sign_in(role)
    assert "Thank Ana Lind" not in page_of(client, ana)
    assert client.post(f"/people/{ana.pk}/personality/", {"personality": "educator"}).status_code == 403


def test_who_objected_is_thanked_like_anybody(placed: Placed, sign_in: SignIn, ana: Contact) -> None:
    actions.object_to_profiling(contact=ana)
    page = page_of(sign_in(), ana)
    assert "Thank Ana Lind as you would anybody" in page
    assert "Say what you believe" not in page


def compose(client: Client, contact: Contact, activity: str, **more: str) -> str:
    told = {"contact": contact.pk, "activity": activity, "why": "You know.", "subject": "A word", "words": "Dear Ana"}
    return text_of(client.post("/asks/new/", {**told, **WINS, "step": "preview", **more}))


def test_an_ask_that_may_not_suit_is_pointed_out_before_it_is_sent(
    placed: Placed, sign_in: SignIn, ana: Contact
) -> None:
    client = sign_in()
    actions.say_of_oneself(contact=ana, personality="status_seeker")
    address = client.get("/asks/new/", {"contact": ana.pk, "activity": "private_quote"})
    assert "a private quote may not suit them" in text_of(address)
    other = client.get("/asks/new/", {"contact": ana.pk, "activity": "named_quote"})
    assert "may not suit" not in text_of(other)


def test_a_reward_that_may_not_please_is_pointed_out_with_the_letter(
    placed: Placed, sign_in: SignIn, ana: Contact
) -> None:
    actions.say_of_oneself(contact=ana, personality="collaborator")
    client = sign_in()
    assert "“mug” may not please them" in compose(client, ana, "reference_call", reward_announced="A mug")
    assert "may not please" not in compose(client, ana, "reference_call", reward_announced="Early access")
    assert "may not please" not in compose(sign_in(Position.SELLER), ana, "reference_call", reward_announced="A mug")


def test_thanks_that_may_not_please_are_doubted_once_and_sent_all_the_same(
    placed: Placed, sign_in: SignIn, ana: Contact
) -> None:
    client = sign_in()
    actions.say_of_oneself(contact=ana, personality="collaborator")
    ask = Ask.objects.create(
        contact=ana, account=ana.account, activity="reference_call", state="done", policy="p", **times()
    )
    assert "What suits Ana Lind: early access" in text_of(client.get(f"/asks/{ask.pk}/"))
    doubted = client.post(f"/asks/{ask.pk}/thank/", {"words": "A hoodie"})
    assert doubted.status_code == 422
    assert "“hoodie” may not please them" in text_of(doubted)
    assert "It suits them all the same" in text_of(doubted)
    assert client.post(f"/asks/{ask.pk}/thank/", {"words": "A hoodie", "anyway": "on"}).status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.thanks) == ("thanked", "A hoodie")


def times() -> dict[str, Any]:
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    return {"proposed_at": at, "changed_at": at, "done_at": at}


def test_the_page_says_of_how_many_it_is_known_and_names_nobody(placed: Placed, sign_in: SignIn, ana: Contact) -> None:
    client = sign_in()
    assert "Nobody’s way of taking part is known yet." in text_of(client.get("/who-they-are/"))
    actions.say_of_oneself(contact=ana, personality="educator")
    join(contact=Contact.objects.get(pk=placed.person("Bo Riis")), terms=TERMS)
    work_out(placed)
    page = text_of(client.get("/who-they-are/"))
    assert "Of 2 people in the programme we know this of 1: too few to say what most are." in page
    assert "too few known for a share: 1, 20 needed" in page
    assert "Ana" not in page


def told(*groups: tuple[str, str, int, int]) -> dict[str, Any]:
    """A count in which everybody known is an educator."""
    return {
        "groups": [
            {
                "by": by, "name": name, "people": people, "known": known, "may_be": 0, "stated": 0,
                "of": {
                    one.value: {"expected": known * (one is Personality.EDUCATOR), "low": 0.6 * (one == "educator"),
                                "high": 0.1 + 0.8 * (one == "educator"), "point": 0.5}
                    for one in Personality
                },
            }
            for by, name, people, known in groups
        ],
        "kinds": {}, "objected": 0,
    }  # fmt: skip


def test_small_groups_are_not_told_apart_for_those_who_may_not_see_each_person(placed: Placed, sign_in: SignIn) -> None:
    count = told(("", "", 40, 30), ("segment", "Food", 30, 26), ("segment", "Rare", 3, 2), ("segment", "Odd", 4, 2))
    Prevalence.objects.create(computed_on=TODAY, policy="p", told=count)
    assert "Rare" in text_of(sign_in().get("/who-they-are/"))
    page = text_of(sign_in(Position.SELLER).get("/who-they-are/"))
    assert "Rare" not in page
    assert "Groups too small to be told apart" in page


def test_one_small_group_alone_is_hidden_whole() -> None:
    count = told(("", "", 40, 30), ("segment", "Food", 37, 28), ("segment", "Rare", 3, 2))
    lines = counted.lines(count, "segment", smallest=5, sees_all=False)
    assert [(line.people, dict(line.of)) for line in lines[1:]] == [(3, {})]


def test_the_most_frequent_kind_is_named_only_where_the_intervals_do_not_meet() -> None:
    words = {one: POLICY.personalities[one].words for one in Personality}
    clear = told(("", "", 100, 60))
    assert counted.answer(clear, words).startswith(
        "Of 100 people in the programme we know this of 60; most are educators"
    )
    clear["groups"][0]["of"]["validator"]["high"] = 0.7
    assert counted.answer(clear, words).endswith("no kind clearly stands out.")
