"""What people want for themselves: their own word, a colleague's note, and who has the last word on both."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.program import two_records
from tests.program.asks.town import POLICY, TODAY, Town
from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.program.colleagues.models import User
from vouch.program.erasure import forget, kept_about
from vouch.program.history.models import Change
from vouch.program.members import actions as members
from vouch.program.members.terms import TERMS
from vouch.program.people.goals import actions
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.goals.noting import MOST_NOTES, note_goal, take_note_back
from vouch.program.people.goals.queries import all_of, every_goal, goals_of, may_be_noted
from vouch.program.people.models import Contact

pytestmark = pytest.mark.django_db


def say(who: Contact, kind: str = "career", words: str = "to lead a team", **more: Any) -> PersonalGoal:
    return actions.state_goal(contact=who, kind=kind, words=words, policy=POLICY, today=TODAY, **more)


def note(by: User, who: Contact, kind: str = "career", words: str = "to change trade", **more: Any) -> PersonalGoal:
    told: dict[str, Any] = {"said_on": TODAY, "where": "our call in spring", "policy": POLICY, "today": TODAY}
    return note_goal(**{"by": by, "contact": who, "kind": kind, "words": words, **told, **more})


def wants(who: Contact) -> list[str]:
    return [one.words for one in goals_of([who.pk]).get(who.pk, [])]


def test_their_own_word_stands_above_a_note_of_the_same_kind_and_beside_one_of_another() -> None:
    town = Town()
    note(town.mara, town.ana)
    note(town.mara, town.ana, "learning", "to plan by night")
    assert wants(town.ana) == ["to change trade", "to plan by night"]
    say(town.ana)
    assert wants(town.ana) == ["to lead a team", "to plan by night"]
    assert [one.words for one in all_of(town.ana.pk)] == ["to lead a team", "to change trade", "to plan by night"]
    assert [one.words for one in every_goal()[town.ana.pk]] == wants(town.ana)
    assert town.bo.pk not in goals_of([town.ana.pk, town.bo.pk])


def test_what_was_noted_becomes_their_own_once_they_put_it_right() -> None:
    town = Town()
    noted = note(town.mara, town.ana)
    actions.change_goal(
        contact=town.ana, goal=noted.pk, kind="network", words="to know peers", policy=POLICY, today=TODAY
    )
    (goal,) = goals_of([town.ana.pk])[town.ana.pk]
    assert (goal.stated, goal.kind, goal.words, goal.noted_by, goal.where) == (True, "network", "to know peers", "", "")
    with pytest.raises(NotFound, match="their own"):
        take_note_back(by=town.mara, contact=town.ana, goal=noted.pk)


def test_who_forbids_notes_keeps_their_own_word_and_nobody_notes_again_until_they_say_so() -> None:
    town = Town()
    note(town.mara, town.ana)
    say(town.ana, "learning", "to plan by night")
    actions.forbid_notes(contact=town.ana)
    assert wants(town.ana) == ["to plan by night"]
    with pytest.raises(Conflict, match="Only they can change that"):
        note(town.mara, town.ana)
    actions.allow_notes(contact=town.ana)
    assert may_be_noted(town.ana.pk)
    assert note(town.mara, town.ana).pk


@pytest.mark.parametrize(
    ("kind", "words", "field"),
    [
        ("", "to lead", "kind"),
        ("fame", "to lead", "kind"),
        ("other", "", "words"),
        ("career", "ab", "words"),
        ("career", "x" * 121, "words"),
    ],
)
def test_what_could_not_stand_in_a_letter_is_refused_with_its_field(kind: str, words: str, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        say(Town().ana, kind, words)
    assert refusal.value.data["field"] == field
    assert not PersonalGoal.objects.exists()


def test_a_kind_says_enough_where_they_have_no_words_for_it() -> None:
    town = Town()
    say(town.ana, "network", "  ")
    assert wants(town.ana) == ["To know more people of my trade"]


def test_words_that_would_end_their_quotation_or_look_like_a_field_are_made_harmless() -> None:
    town = Town()
    say(town.ana, words=" to speak\nat “DockCon”  {name}. ")
    assert wants(town.ana) == ["to speak at ‘DockCon’ (name)"]


def test_there_are_only_so_many_goals_and_only_so_many_notes() -> None:
    town = Town()
    for number in range(actions.MOST):
        say(town.ana, words=f"goal number {number}")
    with pytest.raises(Conflict, match="Take one away first"):
        say(town.ana)
    for number in range(MOST_NOTES):
        note(town.mara, town.ana, words=f"note number {number}")
    with pytest.raises(BadInput, match="Take back what is old"):
        note(town.mara, town.ana)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"where": " "}, "where"), ({"said_on": TODAY + dt.timedelta(days=1)}, "said_on"), ({"kind": "fame"}, "kind")],
)
def test_a_note_says_when_and_where(more: dict[str, Any], field: str) -> None:
    town = Town()
    with pytest.raises(BadInput) as refusal:
        note(town.mara, town.ana, **more)
    assert refusal.value.data["field"] == field


def test_the_database_takes_no_note_without_its_place() -> None:
    town = Town()
    row = note(town.mara, town.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalGoal.objects.filter(pk=row.pk).update(said_where="")


def test_an_owner_notes_of_their_own_customers_and_a_seller_of_none() -> None:
    town = Town()
    assert note(town.omar, town.ana).noted_by == town.omar
    for who, whom in ((town.omar, town.dee), (town.sol, town.ana)):
        with pytest.raises(NotAllowed, match="may not note what somebody said"):
            note(who, whom)


def test_nobody_changes_or_takes_what_is_anothers() -> None:
    town = Town()
    row = say(town.ana)
    with pytest.raises(NotFound):
        actions.remove_goal(contact=town.bo, goal=row.pk)
    with pytest.raises(NotFound):
        actions.change_goal(contact=town.bo, goal=row.pk, kind="career", words="mine now", policy=POLICY, today=TODAY)
    assert wants(town.ana) == ["to lead a team"]


def test_whoever_two_records_were_joined_to_wants_what_they_said_under_either() -> None:
    two_records.town()
    say(two_records.who(two_records.ANA), words="to lead a team")
    say(two_records.who(two_records.ALSO), "learning", "to plan by night")
    two_records.join()
    ana, other = two_records.ANA.id, two_records.ALSO.id
    for found in (goals_of([ana])[ana], goals_of([other]).get(other, []), every_goal()[ana], all_of(ana)):
        assert {one.words for one in found} == {"to lead a team", "to plan by night"}
    assert other not in every_goal()


def test_who_leaves_the_programme_leaves_no_goal_behind() -> None:
    town = Town()
    members.join(contact=town.ana, terms=TERMS)
    say(town.ana)
    note(town.mara, town.ana)
    say(town.bo)
    members.leave(contact=town.ana)
    assert (wants(town.ana), wants(town.bo)) == ([], ["to lead a team"])


def test_answers_on_joining_and_a_goal_are_kept_together_or_not_at_all() -> None:
    town = Town()
    members.join(contact=town.ana, terms=TERMS)
    told: dict[str, Any] = {"contact": town.ana, "policy": POLICY, "today": TODAY, "answers": {"part": "educator"}}
    with pytest.raises(BadInput):
        members.say_on_joining(**told, goal_words="to lead a team")
    town.ana.member.refresh_from_db()
    assert (town.ana.member.answers, wants(town.ana)) == ({}, [])
    members.say_on_joining(**told, goal_kind="career", goal_words="to lead a team")
    town.ana.member.refresh_from_db()
    assert (town.ana.member.answers, wants(town.ana)) == ({"part": "educator"}, ["to lead a team"])


def test_the_history_has_every_step_and_no_word_of_it() -> None:
    town = Town()
    row = say(town.ana)
    actions.change_goal(contact=town.ana, goal=row.pk, kind="career", words="to write", policy=POLICY, today=TODAY)
    actions.remove_goal(contact=town.ana, goal=row.pk)
    other = note(town.mara, town.ana)
    take_note_back(by=town.mara, contact=town.ana, goal=other.pk)
    lines = Change.objects.filter(object_id=town.ana.pk).order_by("id")
    assert [one.action for one in lines] == [
        "state_goal", "change_goal", "remove_goal", "note_goal", "take_goal_note_back",
    ]  # fmt: skip
    assert "write" not in str([one.data for one in lines])


def test_an_export_tells_them_all_and_an_erasure_leaves_nothing() -> None:
    town = Town()
    say(town.ana)
    note(town.mara, town.ana)
    say(town.bo)
    told = kept_about(by=None, contacts=[town.ana.pk], emails=[town.ana.email]).asking
    rows = told["what_they_want_for_themselves"]
    assert {row["words"] for row in rows} == {"to lead a team", "to change trade"}
    assert {row.get("said_where") for row in rows} == {None, "our call in spring"}
    assert "Mara" not in str(rows)
    actions.forbid_notes(contact=town.ana)
    assert kept_about(by=None, contacts=[town.ana.pk], emails=[]).asking["no_notes_of_what_they_want"]
    forget(by=None, contacts=[town.ana.pk], emails=[town.ana.email], names=lambda _text: False)
    assert [row.contact_id for row in PersonalGoal.objects.all()] == [town.bo.pk]
    assert not NoNotes.objects.exists()
