"""From people to proposed asks, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, TODAY, WINS, Town, invited, propose
from tests.web.served import text_of
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db

LETTER = WINS | {
    "why": "You brought twelve sites live.", "subject": "{name}, one call", "words": "A call about {company}.",
    "activity": "reference_call",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_without_anybody_the_page_says_where_to_begin() -> None:
    town = Town()
    assert "Begin with a person" in text_of(as_(town.mara).get("/asks/new/"))


def test_of_chosen_customers_one_chooses_people() -> None:
    town = Town()
    page = text_of(as_(town.mara).get("/asks/new/", {"account": [town.ana.account_id, town.dee.account_id]}))
    assert all(name in page for name in ("Acme", "Bolt", "Ana Silva", "Dee Diaz"))


def test_the_ladder_says_what_may_be_asked_and_the_first_reason_against_the_rest() -> None:
    town = Town(stage="satisfied")
    page = text_of(as_(town.mara).get("/asks/new/", {"contact": town.ana.pk}))
    may, not_now = page.split('id="not-h"')
    assert "A private quote" in may
    assert "a written case study" not in may.lower()
    assert "a written case study" in not_now
    assert "Acme and Ana Silva stand at satisfied" in not_now
    assert "Lifted by a placement one stage up, or something smaller" in not_now
    assert "activity=public_review" not in page


def test_a_letter_begins_with_plain_words_and_empty_wins() -> None:
    town = Town()
    page = text_of(as_(town.mara).get("/asks/new/", {"contact": town.ana.pk, "activity": "fun_fact"}))
    assert "One number from Acme" in page
    assert "You see how your number compares" in page.split("<textarea")[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"win_company": ""}, "This field is required"),
        ({"win_person": "You would do us a favour, again"}, "asks for a favour"),
        ({"win_company": WINS["win_person"]}, "gain the same by these words"),
        ({"words": "We beg you to come"}, "asks for a favour"),
    ],
)
def test_what_begs_or_lacks_a_win_is_not_looked_at(change: dict[str, str], sentence: str) -> None:
    town = Town()
    data = LETTER | change | {"contact": town.ana.pk, "step": "preview"}
    answer = as_(town.mara).post("/asks/new/", data)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Ask.objects.exists()


def test_every_letter_of_a_batch_is_shown_as_mailed_and_who_is_left_out_with_who_lifts_it() -> None:
    town = Town()
    propose(town, town.bo)
    data = LETTER | {"contact": [town.ana.pk, town.bo.pk, town.dee.pk], "step": "preview"}
    page = text_of(as_(town.mara).post("/asks/new/", data))
    assert "Ana, one call" in page
    assert "A call about Bolt." in page
    assert "Hello Dee Diaz" in page
    assert "Bo Berg has an open invitation already." in page
    assert "Lifted by its answer" in page
    assert Ask.objects.count() == 1


def test_proposing_all_keeps_each_persons_own_words_and_lists_those_left_out() -> None:
    town = Town()
    propose(town, town.bo)
    data = LETTER | {"contact": [town.ana.pk, town.bo.pk, town.dee.pk], "step": "propose"}
    page = text_of(as_(town.mara).post("/asks/new/", data))
    assert "2 asks are proposed, and 1 person is left in peace." in page
    assert set(Ask.objects.values_list("subject", flat=True)) >= {"Ana, one call", "Dee, one call"}


def test_changing_the_words_keeps_what_was_written() -> None:
    town = Town()
    data = LETTER | {"contact": town.ana.pk, "step": "write"}
    assert "You brought twelve sites live." in text_of(as_(town.mara).post("/asks/new/", data))


def test_a_viewer_may_not_compose(sign_in: Callable[..., Client]) -> None:
    from vouch.program.colleagues.permissions import Position

    assert sign_in(Position.VIEWER).get("/asks/new/").status_code == 403


def test_an_owner_may_not_propose_for_accounts_of_others() -> None:
    town = Town()
    answer: Any = as_(town.omar).post("/asks/new/", LETTER | {"contact": town.dee.pk, "step": "propose"})
    assert "Your role may not propose an ask" in text_of(answer)
    assert not Ask.objects.exists()


def test_proposing_one_opens_its_page() -> None:
    town = Town()
    answer = as_(town.mara).post("/asks/new/", LETTER | {"contact": town.ana.pk, "step": "propose"}, follow=True)
    assert "waits for Omar" in text_of(answer)


def test_something_smaller_is_offered_below_what_was_too_large_and_rests_from_nothing() -> None:
    town = Town()
    ask = invited(town, activity="webinar")
    actions.answer(ask=ask, answer="something_smaller", door="link", policy=POLICY, today=TODAY)
    mara = as_(town.mara)
    page = text_of(mara.get("/asks/new/", {"contact": town.ana.pk, "smaller_of": ask.key}))
    assert "Ana Silva would like something smaller." in page
    assert "A private quote" in page
    assert "activity=case_study" not in page
    data = LETTER | {"contact": town.ana.pk, "smaller_of": ask.key, "activity": "private_quote", "step": "propose"}
    mara.post("/asks/new/", data)
    assert Ask.objects.get(activity="private_quote").smaller_of == ask
