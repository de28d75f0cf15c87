"""The page of small gestures: a note to edit, done or left out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, TODAY, Town
from tests.web.served import text_of
from vouch.program.asks.models import Give
from vouch.program.colleagues.models import User
from vouch.program.findings.models import Deed
from vouch.program.touch import actions, queries
from vouch.program.touch.models import Gesture
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db
PAGE = "/week/gestures/"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town()
    Deed.objects.create(
        account=made.ana.account, contact=made.ana, activity="community_answer", words="answer",
        done_on=TODAY - dt.timedelta(days=1),
    )  # fmt: skip
    actions.make_gestures(occasions=queries.happened(policy=POLICY, today=TODAY), policy=POLICY, today=TODAY)
    return made


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_the_page_says_how_many_wait_and_begins_a_note(town: Town) -> None:
    page = text_of(as_(town.omar).get(PAGE))
    assert "One small gesture is worth making today." in page
    assert "Ana, thank you for" in page
    assert "No small gesture waits today." in text_of(as_(town.mara).get(PAGE))


def test_done_it_leaves_the_page_and_is_a_give(town: Town) -> None:
    answer = as_(town.omar).post(f"{PAGE}{Gesture.objects.get().pk}/", {"step": "done", "note": "Thank you, Ana."})
    assert answer.status_code == 302
    assert Give.objects.get().do == "Thank you, Ana."
    assert "No small gesture waits today." in text_of(as_(town.omar).get(PAGE))


def test_a_note_that_begs_is_shown_again_with_the_mistake(town: Town) -> None:
    answer = as_(town.omar).post(f"{PAGE}{Gesture.objects.get().pk}/", {"note": "Do us a favour & call."})
    assert answer.status_code == 422
    assert "A gesture asks for nothing" in text_of(answer)
    assert "Do us a favour &amp; call." in answer.content.decode()


def test_left_out_it_does_not_come_back(town: Town) -> None:
    as_(town.omar).post(f"{PAGE}{Gesture.objects.get().pk}/", {"step": "skip"})
    assert Gesture.objects.get().state == "skipped"
    assert not Give.objects.exists()
