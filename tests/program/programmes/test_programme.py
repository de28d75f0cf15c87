"""A programme from plan to result: who may, what is refused, what an ask belongs to, how reviews are invited."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.program.asks.town import TODAY, Town, propose
from tests.program.programmes.fair import NOW, asked, planned, running
from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.program.history.models import Change
from vouch.program.programmes import actions, queries
from vouch.program.programmes.models import Cost, Programme, ProgrammeAsk, ProgrammePerson
from vouch.program.programmes.whom import whom_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def test_from_plan_to_result_with_a_line_of_history_each(town: Town) -> None:
    made = planned(town, money=Decimal(4000), hours=60)
    assert (made.state, made.leader, made.currency) == ("planned", town.mara, "EUR")
    made = actions.begin(by=town.mara, programme=made, **NOW)
    actions.add_cost(by=town.mara, programme=made, kind="gift", on=TODAY, money=Decimal("39.50"), **NOW)
    made = actions.end(by=town.mara, programme=made, reached=9, learnt="Calls on Thursdays were taken.", **NOW)
    assert (made.state, made.reached, made.ended_on) == ("ended", 9, TODAY)
    lines = Change.objects.filter(kind="programme", object_id=made.pk).order_by("pk")
    told = list(lines.values_list("action", flat=True))
    assert told == ["write_programme", "begin_programme", "add_cost", "end_programme"]


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("aim", {"aim": 0}),
        ("ends", {"ends": TODAY - dt.timedelta(days=90)}),
        ("ends", {"ends": TODAY + dt.timedelta(days=2000)}),
        ("money", {"money": Decimal(-1)}),
        ("goal", {"goal": "fame"}),
        ("name", {"name": " x "}),
        ("currency", {"currency": "€"}),
        ("whom", {"whom": "filter", "narrowed": {}}),
        ("stage", {"whom": "filter", "narrowed": {"stage": "glowing"}}),
        ("whom", {"whom": "rule", "narrowed": {"segment": None}}),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(town: Town, field: str, more: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        planned(town, **more)
    assert refused.value.data["field"] == field


def test_owners_and_sellers_read_and_change_nothing(town: Town) -> None:
    made, ask = running(town), propose(town)
    for who in (town.omar, town.sol):
        with pytest.raises(NotAllowed):
            planned(town, by=who)
        with pytest.raises(NotAllowed):
            actions.end(by=who, programme=made, reached=1, learnt="Nothing at all.", **NOW)
        with pytest.raises(NotAllowed):
            actions.add_asks(by=who, programme=made, asks=[ask], **NOW)
    with pytest.raises(BadInput):
        planned(town, leader=town.omar)


def test_nobody_is_chosen_for_reviews_by_stage_or_by_hand(town: Town) -> None:
    for more in (
        {"whom": "everybody"},
        {"whom": "filter", "narrowed": {"stage": "advocate"}},
        {"whom": "listed"},
        {"whom": "rule", "narrowed": {"segment": "Food", "stage": "advocate"}},
        {"whom": "rule", "narrowed": {"personality": "educator"}},
    ):
        with pytest.raises(BadInput) as refused:
            planned(town, goal="reviews", **more)
        assert refused.value.code == "open_to_all"
    made = planned(town, goal="reviews", whom="rule", narrowed={"segment": None, "size": 2, "seed": "may"})
    assert "2 drawn by lot, seed may; by no stage" in whom_words(made.whom, made.narrowed)
    assert queries.people_of(made).count() == 2
    assert queries.could_be_asked(made, **NOW) == {}
    with pytest.raises(BadInput, match="open invitations alone"):
        actions.add_asks(by=town.mara, programme=made, asks=[propose(town)], **NOW)


def test_an_ask_belongs_to_one_programme_at_most(town: Town) -> None:
    first, second, ask = running(town), running(town, name="Another one"), propose(town)
    assert actions.add_asks(by=town.mara, programme=first, asks=[ask], **NOW) == 1
    assert actions.add_asks(by=town.mara, programme=first, asks=[ask], **NOW) == 0
    with pytest.raises(Conflict, match="Calls before the fair"):
        actions.add_asks(by=town.mara, programme=second, asks=[ask], **NOW)
    assert queries.programme_of_ask(ask) == first
    actions.take_ask_out(by=town.mara, programme=first, ask=ask.pk)
    assert actions.add_asks(by=town.mara, programme=second, asks=[ask], **NOW) == 1
    with pytest.raises(NotFound):
        actions.take_ask_out(by=town.mara, programme=first, ask=ask.pk)


def test_what_it_is_for_stays_once_it_runs(town: Town) -> None:
    made = running(town)
    with pytest.raises(BadInput, match="stays as it is"):
        planned(town, programme=made, goal="reach")
    with pytest.raises(BadInput, match="stays as it is"):
        planned(town, programme=made, whom="listed")
    assert planned(town, programme=made, name="Calls before spring", aim=20).aim == 20


def test_once_ended_nothing_in_it_changes_but_whether_wins_were_kept(town: Town) -> None:
    made = running(town)
    ask = asked(made, town.ana, "thanked")
    cost = actions.add_cost(by=town.mara, programme=made, kind="hours", on=TODAY, hours=Decimal("1.5"), **NOW)
    actions.end(by=town.mara, programme=made, reached=1, learnt="One call is not many.", **NOW)
    for refused in (
        lambda: planned(town, programme=made),
        lambda: actions.add_cost(by=town.mara, programme=made, kind="gift", on=TODAY, money=Decimal(1), **NOW),
        lambda: actions.take_cost_back(by=town.mara, programme=made, cost=cost.pk),
        lambda: actions.take_ask_out(by=town.mara, programme=made, ask=ask.pk),
        lambda: actions.end(by=town.mara, programme=made, reached=2, learnt="Two after all.", **NOW),
        lambda: actions.discard(by=town.mara, programme=made),
    ):
        with pytest.raises(Conflict):
            refused()
    actions.say_kept(by=town.mara, programme=made, ask=ask.pk, kept="both", **NOW)
    assert ProgrammeAsk.objects.get(ask=ask).kept == "both"


def test_a_planned_one_can_be_thrown_away_and_its_asks_stay(town: Town) -> None:
    made, ask = planned(town), propose(town)
    actions.add_asks(by=town.mara, programme=made, asks=[ask], **NOW)
    actions.discard(by=town.mara, programme=made)
    assert not Programme.objects.exists()
    assert queries.programme_of_ask(ask) is None


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("money", {}),
        ("hours", {"kind": "hours", "money": Decimal(1)}),
        ("on", {"money": Decimal(1), "on": TODAY + dt.timedelta(days=1)}),
        ("kind", {"kind": "bribe", "money": Decimal(1)}),
    ],
)
def test_a_cost_says_what_and_when(town: Town, field: str, more: dict[str, Any]) -> None:
    told: dict[str, Any] = {"by": town.mara, "programme": running(town), "kind": "gift", "on": TODAY}
    with pytest.raises(BadInput) as refused:
        actions.add_cost(**{**told, **more, **NOW})
    assert refused.value.data["field"] == field
    assert not Cost.objects.exists()


def test_people_are_chosen_by_hand_only_where_the_programme_says_so(town: Town) -> None:
    made = planned(town, whom="listed")
    assert actions.choose_people(by=town.mara, programme=made, contacts=[town.ana, town.bo, town.ana], **NOW) == 2
    actions.leave_out(by=town.mara, programme=made, contact=town.bo.pk)
    assert [one.pk for one in queries.people_of(made)] == [town.ana.pk]
    with pytest.raises(BadInput):
        actions.choose_people(by=town.mara, programme=planned(town), contacts=[town.ana], **NOW)


def test_only_those_whom_the_gates_let_be_asked_are_offered_and_nobody_twice(town: Town) -> None:
    made = running(town, whom="listed")
    actions.choose_people(by=town.mara, programme=made, contacts=[town.ana, town.dee], **NOW)
    assert {one.pk for one in queries.could_be_asked(made, **NOW)["reference_call"]} == {town.ana.pk, town.dee.pk}
    actions.add_asks(by=town.mara, programme=made, asks=[propose(town)], **NOW)
    found = queries.could_be_asked(made, **NOW)
    assert {one.pk for rows in found.values() for one in rows} == {town.dee.pk}
    assert "public_review" not in found


def test_erasing_somebody_takes_them_out_of_every_programme(town: Town) -> None:
    from vouch.program.erasure.theirs import asked_of, forget_theirs

    made = running(town, whom="listed")
    actions.choose_people(by=town.mara, programme=made, contacts=[town.ana, town.dee], **NOW)
    asked(made, town.ana, "thanked")
    told = asked_of([town.ana.pk], [])["programmes"]
    assert [row["programme"] for row in told] == [made.name, made.name]
    forget_theirs([town.ana.pk], [])
    assert list(ProgrammePerson.objects.values_list("contact_id", flat=True)) == [town.dee.pk]
    assert not ProgrammeAsk.objects.exists()
