"""What came of a programme: counts and shares as they are defined, costs, and which programmes can be told apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY, Town
from tests.program.programmes.fair import NOW, asked, running
from vouch.domain.differences import newcombe
from vouch.domain.errors import BadInput
from vouch.domain.estimate import share
from vouch.program.asks.models import Give
from vouch.program.programmes import actions, queries
from vouch.program.programmes.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def _figures(made: Programme) -> queries.Figures:
    return queries.figures([made], policy=POLICY, today=TODAY)[made.pk]


def test_every_state_counts_where_it_belongs(town: Town) -> None:
    made = running(town)
    for state in ("thanked", "done", "accepted", "declined", "no_answer", "not_now", "withdrawn"):
        asked(made, town.ana, state, minutes=30 if state == "thanked" else None)
    asked(made, town.dee, "accepted", ago=3)
    asked(made, town.dee, "untracked")
    found = _figures(made)
    assert (found.proposed, found.asked, found.early, found.untracked, found.people) == (9, 8, 1, 1, 2)
    assert (found.yes.count, found.yes.n, found.done.count, found.done.n) == (3, 6, 2, 6)
    assert (found.acts, found.minutes, found.timed, found.not_said) == (2, 30, 1, 2)
    assert (found.promised.count, found.promised.n) == (8, 8)
    assert not found.yes.enough


def test_nothing_is_said_of_an_empty_programme(town: Town) -> None:
    found = _figures(running(town))
    assert (found.asked, found.acts, found.top_five, found.jain, found.per_act) == (0, 0, None, None, None)
    assert found.yes.words == "not enough evidence: 0 so far, 20 needed"


def test_a_give_counts_when_it_came_before_the_ask_and_to_them_or_their_whole_company(town: Town) -> None:
    made = running(town)
    asked(made, town.ana, "declined", ago=40)
    asked(made, town.dee, "declined", ago=40)
    told = {"kind": "help", "state": "done", "do": "Sat with them", "author": town.mara}
    moments = {"created_at": town.mara.joined_at, "changed_at": town.mara.joined_at}
    assert town.ana.account
    assert town.dee.account
    late, early = TODAY, TODAY.replace(year=TODAY.year - 1, day=1)
    for account, contact, on in ((town.ana.account, town.ana, late), (town.ana.account, town.bo, early)):
        Give.objects.create(account=account, contact=contact, done_on=on, **told, **moments)
    assert _figures(made).gave_first.count == 0
    Give.objects.create(account=town.dee.account, contact=None, done_on=early, **told, **moments)
    assert _figures(made).gave_first.count == 1


def test_both_wins_are_kept_only_where_somebody_said_so(town: Town) -> None:
    made = running(town)
    first, second = asked(made, town.ana, "thanked"), asked(made, town.dee, "thanked")
    asked(made, town.bo, "done")
    actions.say_kept(by=town.mara, programme=made, ask=first.pk, kept="both", **NOW)
    actions.say_kept(by=town.mara, programme=made, ask=second.pk, kept="company", **NOW)
    found = _figures(made)
    assert (found.kept.count, found.kept.n, found.not_said) == (1, 2, 1)


def test_the_cost_of_an_act_has_the_interval_of_how_many_were_done(town: Town) -> None:
    made = running(town)
    for number in range(40):
        asked(made, town.ana, "thanked" if number % 2 else "declined")
    actions.add_cost(by=town.mara, programme=made, kind="gift", on=TODAY, money=Decimal(2000), **NOW)
    actions.add_cost(by=town.mara, programme=made, kind="hours", on=TODAY, hours=Decimal("7.5"), **NOW)
    found = _figures(made)
    assert found.per_act is not None
    low, high = found.per_act
    assert low < Decimal(100) < high
    assert (found.money, found.hours) == (Decimal(2000), Decimal("7.5"))
    assert (found.top_five, found.jain) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [(36, 12, "is higher by"), (20, 18, "cannot be told apart"), (3, 2, "Not enough evidence")],
)
def test_two_programmes_differ_only_where_their_intervals_allow_saying_so(
    town: Town, first: int, second: int, words: str
) -> None:
    few = first < 10
    pair = [running(town, name="Calls in spring"), running(town, name="Calls in autumn")]
    for made, yes, who in zip(pair, (first, second), (town.ana, town.dee), strict=True):
        for number in range(6 if few else 40):
            asked(made, who, "accepted" if number < yes else "declined")
    found = queries.compared(pair, policy=POLICY, today=TODAY)
    assert words in found.said["yes"][0]
    assert found.in_several == 0


def test_more_pairs_need_more_to_be_told_apart() -> None:
    first, second = share(56, 70), share(52, 80)
    assert newcombe(first, second).told_apart
    assert not newcombe(first, second, looks=6).told_apart


def test_one_programme_or_five_are_not_compared(town: Town) -> None:
    with pytest.raises(BadInput):
        queries.compared([running(town)], policy=POLICY, today=TODAY)


def test_four_programmes_take_as_many_statements_as_one(town: Town) -> None:
    made = [running(town, name=f"Programme {number}") for number in range(4)]
    for one in made:
        asked(one, town.ana, "thanked")
    with CaptureQueriesContext(connection) as single:
        queries.figures(made[:1], policy=POLICY, today=TODAY)
    with CaptureQueriesContext(connection) as four:
        queries.figures(made, policy=POLICY, today=TODAY)
    assert len(single) == len(four)
