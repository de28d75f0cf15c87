"""The pages of programmes: who may, what is refused in place, what is compared, and what suits the people there are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, TODAY, WINS, Town
from tests.program.programmes.fair import NOW, asked, planned, running
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.programmes import actions
from vouch.program.programmes.models import Programme, ProgrammeAsk
from vouch.runs.suggest import suggest
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    made = Town()
    suggest(tmp_path, POLICY, TODAY)
    return made


def _as(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


FILLED = {
    "name": "Calls in winter", "goal": "faster_deals", "aim": "9", "measure": "calls held", "begins": "2026-12-01",
    "ends": "2027-02-01", "whom": "everybody", "currency": "EUR",
}  # fmt: skip


def test_a_programme_is_planned_and_its_page_answers_in_a_sentence(town: Town) -> None:
    client = _as(town.mara)
    answer = client.post("/programmes/new/", {**FILLED, "leader": town.mara.pk, "money": "500"}, follow=True)
    assert "<h1>Calls in winter is planned: 9 calls held by" in answer.text
    assert Programme.objects.get().money == Decimal(500)


def test_reviews_are_refused_beside_whom_they_ask(town: Town) -> None:
    told = {**FILLED, "goal": "reviews", "leader": town.mara.pk}
    answer = _as(town.mara).post("/programmes/new/", told)
    assert answer.status_code == 422
    assert "Nobody is chosen for a review" in answer.text
    lot = {"whom": "rule", "size": "30", "seed": "may", "stage": "advocate"}
    assert _as(town.mara).post("/programmes/new/", told | lot).status_code == 422
    assert not Programme.objects.exists()
    answer = _as(town.mara).post("/programmes/new/", told | lot | {"stage": ""}, follow=True)
    assert "30 drawn by lot, seed may; by no stage, score or opinion." in answer.text
    assert "size=30" in answer.text


def test_owners_sellers_and_viewers_read_and_are_offered_no_button(town: Town) -> None:
    made = running(town)
    for who in (town.omar, town.sol):
        client = _as(who)
        text = client.get(f"/programmes/{made.pk}/").text
        assert "Write down a cost" not in text
        assert "Change it" not in text
        assert "Plan this programme" not in client.get("/programmes/suits/").text
        assert client.get("/programmes/new/").status_code == 403
        assert client.post(f"/programmes/{made.pk}/begin/").status_code == 403
        assert client.get(f"/asks/new/?contact={town.ana.pk}&programme={made.pk}").status_code == 403


def test_a_cost_without_money_or_hours_is_refused_in_place(town: Town) -> None:
    made = running(town)
    answer = _as(town.mara).post(f"/programmes/{made.pk}/cost/", {"kind": "gift", "on": TODAY.isoformat()})
    assert answer.status_code == 422
    assert "Say what it cost" in answer.text
    answer = _as(town.mara).post(
        f"/programmes/{made.pk}/cost/", {"kind": "hours", "on": TODAY.isoformat(), "hours": "2.5"}, follow=True
    )
    assert "2.5 hours" in answer.text


def test_the_end_wants_what_was_learnt(town: Town) -> None:
    made = running(town)
    client = _as(town.mara)
    assert client.post(f"/programmes/{made.pk}/end/", {"reached": "4", "learnt": "Hm."}).status_code == 422
    answer = client.post(f"/programmes/{made.pk}/end/", {"reached": "4", "learnt": "Thursdays work."}, follow=True)
    assert "Calls before the fair reached 4 of 12 reference calls held." in answer.text
    assert client.post(f"/programmes/{made.pk}/end/", {"reached": "5", "learnt": "Again?  No."}).status_code == 409


def test_asks_composed_for_a_programme_are_counted_there(town: Town) -> None:
    made = running(town)
    client = _as(town.mara)
    page = client.get(f"/programmes/{made.pk}/people/").text
    assert "people of this programme could be asked now." in page
    told = {
        "contact": [town.ana.pk, town.dee.pk], "activity": "reference_call", "programme": made.pk, "step": "propose",
        "subject": "A call", "words": "Would you take a call with somebody who runs yards as you do?", "why": "You know it.", **WINS,
    }  # fmt: skip
    answer = client.post("/asks/new/", told)
    assert answer.status_code == 302, answer.text
    assert answer["Location"] == f"/programmes/{made.pk}/"
    assert ProgrammeAsk.objects.filter(programme=made).count() == Ask.objects.count() == 2


def test_an_ask_made_before_comes_in_and_goes_out_again(town: Town) -> None:
    made = running(town)
    ask = asked(made, town.ana, "thanked", ago=10)
    client = _as(town.mara)
    client.post(f"/programmes/{made.pk}/kept/", {"ask": ask.pk, "kept": "both"})
    assert ProgrammeAsk.objects.get().kept == "both"
    client.post(f"/programmes/{made.pk}/ask-out/", {"ask": ask.pk})
    assert "Add asks there are already" in client.get(f"/programmes/{made.pk}/").text
    client.post(f"/programmes/{made.pk}/asks/", {"ask": ask.pk})
    assert ProgrammeAsk.objects.get().programme == made


def test_programmes_side_by_side_say_what_can_be_told_apart(town: Town) -> None:
    first, second = running(town, name="Spring"), running(town, name="Autumn")
    for number in range(40):
        asked(first, town.ana, "accepted" if number < 36 else "declined")
        asked(second, town.dee, "accepted" if number < 10 else "declined")
    text = _as(town.sol).get(f"/programmes/compare/?programme={first.pk}&programme={second.pk}").text
    assert "<h1>1 difference can be told; the rest cannot be told apart.</h1>" in text
    assert "Spring is higher by" in text
    assert "They cannot be told apart." in text
    assert "Not enough evidence to compare." in text


def test_with_too_few_asked_nothing_is_said_of_a_difference(town: Town) -> None:
    first, second = running(town, name="Spring"), running(town, name="Autumn")
    asked(first, town.ana, "accepted")
    asked(second, town.dee, "accepted", ago=3)
    text = _as(town.sol).get(f"/programmes/compare/?programme={first.pk}&programme={second.pk}").text
    assert "<h1>Too few were asked in these programmes to tell any figure apart.</h1>" in text
    assert "The time to answer 1 of them is not over" in text


def test_what_suits_says_who_could_be_asked_and_that_little_is_known(town: Town) -> None:
    text = _as(town.mara).get("/programmes/suits/?goal=faster_deals&asks=40").text
    assert "<h1>For faster deals, " in text
    assert "Only 4 of the 40 you plan to ask." in text
    assert "not enough evidence" in text
    assert "Plan this programme" in text
    reviews = _as(town.mara).get("/programmes/suits/?goal=reviews").text
    assert "Only by open invitation." in reviews
    assert "could be asked now" not in reviews


def test_a_plan_from_what_suits_is_filled_in(town: Town) -> None:
    text = _as(town.mara).get("/programmes/new/?goal=reach&called=Reach: a talk&aim=7&measure=talks").text
    for part in ('value="Reach: a talk"', 'value="7"', 'value="talks"'):
        assert part in text


def test_people_are_found_and_chosen_by_hand(town: Town) -> None:
    made = planned(town, whom="listed")
    client = _as(town.mara)
    assert town.ana.pk in client.get(f"/programmes/{made.pk}/people/?q=ana").text
    client.post(f"/programmes/{made.pk}/people/", {"contact": [town.ana.pk]})
    assert made.people.count() == 1
    client.post(f"/programmes/{made.pk}/people/", {"out": town.ana.pk})
    assert made.people.count() == 0


def test_a_programme_that_is_over_offers_nothing_to_change(town: Town) -> None:
    made = running(town, ends=TODAY - dt.timedelta(days=1))
    assert "its days are over" in _as(town.mara).get(f"/programmes/{made.pk}/").text
    actions.end(by=town.mara, programme=made, reached=0, learnt="Nobody had time.", **NOW)
    text = _as(town.mara).get(f"/programmes/{made.pk}/").text
    assert "Propose its asks" not in text
    assert "Nobody had time." in text
