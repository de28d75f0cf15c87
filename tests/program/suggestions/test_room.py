"""Suggestions as they are kept: published whole, put off and taken back, seen by those whom they concern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY, Town
from vouch.domain.errors import BadInput, NotAllowed, NotFound
from vouch.program.erasure import forget, kept_about
from vouch.program.history.models import Change
from vouch.program.people.models import Contact
from vouch.program.suggestions import actions, queries
from vouch.program.suggestions.models import MonthPick, NextStep, NotThisWeek
from vouch.program.suggestions.rows import MonthRow, NextStepRow, PickRow
from vouch.program.suggestions.states import Kind

pytestmark = pytest.mark.django_db
SUNDAY = TODAY + dt.timedelta(days=6 - TODAY.weekday())


@pytest.fixture
def town() -> Town:
    return Town()


def step(of: Contact, rank: int = 1, kind: str = "ask", **more: Any) -> NextStepRow:
    told = {"activity": "fun_fact"} if kind == "ask" else {}
    return NextStepRow(**{"contact": of.pk, "account": of.account_id or "", "kind": kind, "rank": rank, **told, **more})


def publish(*steps: NextStepRow, picks: tuple[PickRow, ...] = (), today: dt.date = TODAY) -> int:
    month = MonthRow(begins=TODAY, weeks=4, figures={"value": 3.5}, picks=picks)
    return actions.publish(steps=steps, month=month, run="r1", policy="p1", today=today)


def names(page: queries.Page) -> list[str]:
    return [row.contact.name for row in page.rows]


def test_what_is_published_takes_the_place_of_all_that_was(town: Town) -> None:
    publish(step(town.ana), step(town.bo, 2))
    assert publish(step(town.cy), step(town.dee, kind="give", stage="loyal", role="sponsor")) == 2
    assert set(NextStep.objects.values_list("contact_id", "kind")) == {(town.cy.pk, "ask"), (town.dee.pk, "give")}
    assert Change.objects.filter(action="publish_suggestions").count() == 2


def test_a_publication_that_breaks_leaves_the_one_before(town: Town) -> None:
    publish(step(town.ana))
    month = MonthRow(begins=TODAY, weeks=4, figures={}, picks=())

    def breaking() -> Iterator[NextStepRow]:
        yield step(town.bo)
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        actions.publish(steps=breaking(), month=month, run="r2", policy="p1", today=TODAY)
    assert NextStep.objects.get().contact_id == town.ana.pk


def test_somebody_erased_meanwhile_is_not_brought_back(town: Town) -> None:
    pick = PickRow(contact=town.bo.pk, account=town.bo.account_id or "", activity="webinar", week=0, value=1, rank=1)
    forget(by=None, contacts=[town.bo.pk], emails=[town.bo.email], names=lambda text: "Bo Berg" in text)
    publish(step(town.ana), step(town.bo, 2), picks=(pick,))
    assert NextStep.objects.get().contact_id == town.ana.pk
    assert not MonthPick.objects.exists()


def test_what_an_erasure_crossed_is_forgotten_afterwards(town: Town) -> None:
    publish(step(town.ana), step(town.bo, 2))
    Contact.objects.filter(pk=town.bo.pk)._raw_delete("default")
    assert actions.forget_unknown() == 1
    assert NextStep.objects.get().contact_id == town.ana.pk


def test_pages_of_a_week_follow_each_other_without_gap_or_twin(town: Town) -> None:
    publish(step(town.bo, 2), step(town.ana, 1), step(town.dee, 3), step(town.cy, 1, kind="give"))
    everybody = queries.Within(everybody=True)
    first = queries.of_week(everybody, Kind.ASK, limit=2)
    assert names(first) == ["Ana Silva", "Bo Berg"]
    second = queries.of_week(everybody, Kind.ASK, limit=2, after=first.after)
    assert (names(second), second.after) == (["Dee Diaz"], "")
    with pytest.raises(BadInput):
        queries.of_week(everybody, Kind.ASK, after="bm9uc2Vuc2U")


def test_each_colleague_sees_what_concerns_them(town: Town) -> None:
    publish(step(town.ana), step(town.dee, 2))
    seen = {
        who.email: names(queries.of_week(queries.within(who), Kind.ASK)) for who in (town.mara, town.omar, town.sol)
    }
    assert seen == {
        "mara@example.com": ["Ana Silva", "Dee Diaz"],
        "omar@example.com": ["Ana Silva"],
        "sol@example.com": [],
    }
    assert queries.counts(queries.within(town.omar)) == {"ask": 1, "give": 0, "leave_alone": 0}


def test_not_this_week_lasts_until_sunday_and_can_be_taken_back(town: Town) -> None:
    said = actions.not_this_week(by=town.omar, contact=town.ana, activity="fun_fact", policy=POLICY, today=TODAY)
    assert said.until == SUNDAY
    assert queries.put_off(TODAY) == {town.ana.pk: {"fun_fact"}}
    assert queries.put_off(SUNDAY + dt.timedelta(days=1)) == {}
    actions.take_back(by=town.omar, contact=town.ana, activity="fun_fact")
    assert queries.put_off(TODAY) == {}
    with pytest.raises(NotFound):
        actions.take_back(by=town.omar, contact=town.ana, activity="fun_fact")


def test_said_twice_it_is_one_with_the_later_day(town: Town) -> None:
    for until in (SUNDAY, SUNDAY + dt.timedelta(days=7)):
        actions.not_this_week(by=town.mara, contact=town.ana, policy=POLICY, today=TODAY, until=until)
    assert NotThisWeek.objects.get().until == SUNDAY + dt.timedelta(days=7)


@pytest.mark.parametrize("days", [-1, 500])
def test_a_day_that_is_over_or_never_comes_is_refused(town: Town, days: int) -> None:
    with pytest.raises(BadInput, match="between today and a year"):
        actions.not_this_week(
            by=town.mara, contact=town.ana, policy=POLICY, today=TODAY, until=TODAY + dt.timedelta(days=days)
        )


def test_an_owner_puts_off_their_own_and_a_seller_nobodys(town: Town) -> None:
    for who, whom in ((town.omar, town.dee), (town.sol, town.ana)):
        with pytest.raises(NotAllowed):
            actions.not_this_week(by=who, contact=whom, policy=POLICY, today=TODAY)
    assert not NotThisWeek.objects.exists()


def test_what_was_put_off_is_forgotten_with_the_week(town: Town) -> None:
    actions.not_this_week(by=town.mara, contact=town.ana, policy=POLICY, today=TODAY)
    publish(step(town.ana), today=SUNDAY)
    assert NotThisWeek.objects.count() == 1
    publish(step(town.ana), today=SUNDAY + dt.timedelta(days=1))
    assert not NotThisWeek.objects.exists()


def test_a_person_is_told_what_is_kept_of_them(town: Town) -> None:
    publish(step(town.ana, sentence="Could be asked.", reasons=[("for", "Has done a webinar", "")]))
    actions.not_this_week(by=town.mara, contact=town.ana, policy=POLICY, today=TODAY, words="On leave")
    kept = kept_about(by=None, contacts=[town.ana.pk], emails=[town.ana.email]).asking
    assert kept["next_step"][0]["reasons"] == [["for", "Has done a webinar", ""]]
    assert kept["put_off"][0]["words"] == "On leave"
