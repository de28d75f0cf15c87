"""From what people said, did and declined to what may be said of them: published, read, objected to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY, Town
from tests.program.two_records import ALSO, ANA, join, who
from tests.program.two_records import town as two_records
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.domain.personalities import Known, Personality
from vouch.program.findings.models import Deed
from vouch.program.history.models import Change
from vouch.program.members import actions as members
from vouch.program.members.terms import TERMS
from vouch.program.people.models import Contact, Nomination
from vouch.program.people.personality import actions
from vouch.program.people.personality.models import Belief, Guess, OwnWord
from vouch.program.people.personality.queries import every_known, personality, prevalence
from vouch.program.people.queries import personalities
from vouch.runs.personalities import renew, renew_one
from vouch.runs.suggest.personality import personalities as used

pytestmark = pytest.mark.django_db
E, V, S, C = Personality


@pytest.fixture
def town() -> Town:
    return Town()


def says(contact: Contact, **answers: str) -> None:
    members.join(contact=contact, terms=TERMS)
    members.answer_questions(contact=contact, policy=POLICY, **answers)


def helped(contact: Contact, activity: str = "community_answer") -> None:
    Deed.objects.create(
        account=contact.account,
        contact=contact,
        activity=activity,
        words="helped",
        done_on=TODAY,
        prompted="unprompted",
    )  # fmt: skip


def work_out(today: dt.date = TODAY) -> Any:
    renew(Path(), POLICY, today)
    found = prevalence()
    assert found is not None
    return found.told


def known(contact: Contact) -> tuple[Known, Personality | None]:
    now = personality(contact.pk)
    return now.known, now.leads


def test_the_words_follow_from_what_people_said_and_did(town: Town) -> None:
    says(town.ana, part="educator", thanks="private")
    says(town.bo, part="educator", thanks="early")
    says(town.cy, part="validator")
    helped(town.ana)
    work_out()
    assert known(town.ana) == (Known.ASSIGNED, E)
    assert known(town.bo) == (Known.UNKNOWN, None)
    assert known(town.cy) == (Known.MAY_BE, V)
    assert known(town.dee) == (Known.UNKNOWN, None)
    assert personality(town.ana.pk).reasons[0] == "How they like to take part: their own answer hints at an educator."


def test_the_answers_count_at_once_and_for_one_person_alone(town: Town) -> None:
    says(town.ana, part="collaborator")
    says(town.bo, part="collaborator")
    renew_one(town.ana, POLICY, TODAY)
    assert known(town.ana) == (Known.MAY_BE, C)
    assert known(town.bo) == (Known.UNKNOWN, None)


def test_only_what_is_well_enough_known_is_used_to_suggest(town: Town) -> None:
    says(town.ana, part="educator", thanks="private")
    says(town.bo, part="educator")
    helped(town.ana)
    work_out()
    assert used().of(town.ana.pk).leads == "educator"
    assert used().of(town.bo.pk).leads is None


def test_what_somebody_says_is_final_at_once_and_can_be_taken_back(town: Town) -> None:
    says(town.ana, part="educator", thanks="private")
    helped(town.ana)
    work_out()
    actions.say_of_oneself(contact=town.ana, personality="status_seeker")
    assert known(town.ana) == (Known.STATED, S)
    work_out(TODAY + dt.timedelta(days=2000))
    assert known(town.ana) == (Known.STATED, S)
    actions.say_of_oneself(contact=town.ana, personality="")
    assert known(town.ana) == (Known.UNKNOWN, None)
    work_out()
    assert known(town.ana) == (Known.ASSIGNED, E)
    with pytest.raises(BadInput):
        actions.say_of_oneself(contact=town.ana, personality="best friend")


def test_who_objects_is_unknown_everywhere_and_nothing_of_it_is_kept(town: Town) -> None:
    says(town.ana, part="educator", thanks="private")
    helped(town.ana)
    actions.guess(by=town.mara, contact=town.ana, personality="educator", words="taught us all")
    Nomination.objects.create(
        account=town.ana.account, contact=town.ana, author=town.omar, nominated_on=TODAY, personality="educator",
        state="approved", created_at=dt.datetime.now(dt.UTC), changed_at=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    work_out()
    assert known(town.ana) == (Known.ASSIGNED, E)
    actions.object_to_profiling(contact=town.ana)
    for _ in range(2):
        now = personality(town.ana.pk)
        assert (now.known, now.leads, now.reasons, now.shown) == (Known.UNKNOWN, None, (), False)
        assert (Belief.objects.count(), Guess.objects.count(), Nomination.objects.get().personality) == (0, 0, "")
        assert used().of(town.ana.pk).leads is None
        told = work_out()
    assert told["objected"] == 1
    assert told["groups"][0]["known"] == 0
    with pytest.raises(Conflict, match="Only they can change that"):
        actions.guess(by=town.mara, contact=town.ana, personality="educator")


def test_an_objection_taken_back_begins_anew_without_what_was_dropped(town: Town) -> None:
    says(town.ana, part="educator")
    actions.guess(by=town.mara, contact=town.ana, personality="educator")
    actions.object_to_profiling(contact=town.ana)
    actions.object_no_more(contact=town.ana)
    work_out()
    assert known(town.ana) == (Known.MAY_BE, E)


def test_what_colleagues_believe_counts_by_who_believes_it_and_can_be_taken_back(town: Town) -> None:
    says(town.ana, part="validator")
    for _ in range(3):
        actions.guess(by=town.mara, contact=town.ana, personality="validator")
    work_out()
    assert Guess.objects.count() == 1
    assert known(town.ana) == (Known.ASSIGNED, V)
    assert "A colleague believes that they are a validator." in personality(town.ana.pk).reasons
    actions.guess(by=town.mara, contact=town.ana, personality="")
    work_out()
    assert known(town.ana) == (Known.MAY_BE, V)
    with pytest.raises(NotAllowed):
        actions.guess(by=town.sol, contact=town.ana, personality="validator")
    with pytest.raises(NotAllowed):
        actions.guess(by=town.omar, contact=town.dee, personality="validator")


def test_a_nomination_speaks_once_it_is_approved(town: Town) -> None:
    says(town.ana, part="educator")
    row = Nomination.objects.create(
        account=town.ana.account, contact=town.ana, author=town.omar, nominated_on=TODAY, personality="educator",
        created_at=dt.datetime.now(dt.UTC), changed_at=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    work_out()
    assert known(town.ana) == (Known.MAY_BE, E)
    Nomination.objects.filter(pk=row.pk).update(state="approved")
    work_out()
    assert known(town.ana) == (Known.ASSIGNED, E)


def test_the_count_forces_nobody_into_a_type(town: Town) -> None:
    says(town.ana, part="educator", thanks="private")
    helped(town.ana)
    says(town.bo, part="educator")
    says(town.dee)
    told = work_out()
    everybody = next(group for group in told["groups"] if not group["by"])
    assert (everybody["people"], everybody["known"], everybody["may_be"]) == (3, 1, 1)
    assert 0.7 < everybody["of"]["educator"]["expected"] < 1
    assert told["kinds"] == {"answers": 2, "behaviour": 1}
    stages = {group["name"]: group["people"] for group in told["groups"] if group["by"] == "stage"}
    assert stages == {"advocate": 3}


def test_two_records_of_one_person_are_one_and_either_may_object() -> None:
    two_records()
    says(who(ANA), part="educator")
    says(who(ALSO), part="educator", thanks="private")
    join()
    told = work_out()
    assert told["groups"][0]["people"] == 1
    assert known(who(ANA)) == (Known.MAY_BE, E)
    assert personalities([ANA.id, ALSO.id])[ALSO.id].leads is E


def test_an_objection_under_the_other_record_holds_for_the_one_person() -> None:
    two_records()
    says(who(ANA), part="educator")
    actions.object_to_profiling(contact=who(ALSO))
    join()
    work_out()
    assert personality(ANA.id).shown is False
    assert every_known() == {}


def test_it_takes_as_many_statements_for_one_as_for_many(town: Town) -> None:
    people = [town.ana, town.bo, town.cy, town.dee]
    for one in people:
        says(one, part="educator")
    work_out()
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            personalities([one.pk for one in some])
        counts.append(len(asked))
    assert counts[0] == counts[1] == 3


def test_the_history_tells_that_it_was_said_and_never_what(town: Town) -> None:
    actions.say_of_oneself(contact=town.ana, personality="educator")
    actions.guess(by=town.mara, contact=town.ana, personality="validator")
    actions.object_to_profiling(contact=town.ana)
    rows = Change.objects.filter(kind="contact")
    assert {"say_personality", "guess_personality", "object_to_profiling"} <= set(rows.values_list("action", flat=True))
    assert not any("educator" in str(row.data) or "validator" in str(row.data) for row in rows)
    assert OwnWord.objects.get().personality == ""
