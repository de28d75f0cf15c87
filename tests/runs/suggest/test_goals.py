"""What somebody wants for themselves makes an ask that serves it worth more to them, and says so to who may read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program.asks.town import colleague
from tests.program.cast import TODAY
from tests.runs.suggest.village import POLICY, Village, steps
from vouch.domain.goals import counted
from vouch.program.colleagues.permissions import Position
from vouch.program.people.goals.actions import remove_goal, state_goal
from vouch.program.people.goals.noting import note_goal
from vouch.program.people.goals.queries import goals_of
from vouch.program.people.models import Contact
from vouch.program.suggestions.models import NextStep
from vouch.program.suggestions.rows import goals_served
from vouch.runs.suggest import suggest
from vouch.web.workspace.week.readable import reader

pytestmark = pytest.mark.django_db

SERVED = POLICY.goals["network"].served_by


def settled() -> Contact:
    made = Village()
    made.company("Lund", "loyal", "Ana Lund")
    made.did("Ana Lund", "private_quote")
    made.settle()
    return Contact.objects.get(name="Ana Lund")


def suggested(data: Path) -> NextStep:
    suggest(data, POLICY, TODAY)
    return steps()["Ana Lund"]


def person_part(step: NextStep) -> float:
    return next(float(worth) for words, worth in step.parts if words.startswith("what they have of it"))


def test_an_ask_that_serves_a_stated_goal_is_preferred_and_is_worth_more_to_them(tmp_path: Path) -> None:
    ana = settled()
    before = suggested(tmp_path)
    assert goals_served(before.reasons) == []
    state_goal(contact=ana, kind="network", words="to know who plans by night", policy=POLICY, today=TODAY)
    after = suggested(tmp_path)
    assert after.activity in SERVED
    assert goals_served(after.reasons) == ["network"]
    assert person_part(after) > person_part(before)
    assert "night" not in str(after.reasons)  # its words are read where it is shown


def test_a_noted_goal_counts_less_than_one_they_say_themselves(tmp_path: Path) -> None:
    ana, mara = settled(), colleague("mara", Position.PROGRAMME_MANAGER)
    told = {"kind": "network", "words": "to know who plans by night", "policy": POLICY, "today": TODAY}
    note_goal(by=mara, contact=ana, said_on=TODAY, where="our call", **told)  # type: ignore[arg-type]
    noted = suggested(tmp_path)
    assert ["for", "Serves what they told a colleague they want", "goal:network"] in noted.reasons
    state_goal(contact=ana, **told)  # type: ignore[arg-type]
    stated = suggested(tmp_path)
    assert ["for", "Serves what they say they want for themselves", "goal:network"] in stated.reasons
    assert stated.activity == noted.activity
    assert person_part(stated) > person_part(noted)


def test_several_goals_of_one_kind_count_once_and_words_of_their_own_serve_nothing_by_themselves(
    tmp_path: Path,
) -> None:
    ana = settled()
    for number in range(3):
        state_goal(contact=ana, kind="network", words=f"to know peer {number}", policy=POLICY, today=TODAY)
    assert goals_served(suggested(tmp_path).reasons) == ["network"]
    for goal in counted(goals_of([ana.pk])[ana.pk]):
        remove_goal(contact=ana, goal=goal.id)
    state_goal(contact=ana, kind="other", words="to sail more", policy=POLICY, today=TODAY)
    assert goals_served(suggested(tmp_path).reasons) == []


def test_the_goal_is_read_in_its_words_of_today_by_who_may_and_not_once_it_is_taken_away(tmp_path: Path) -> None:
    ana = settled()
    goal = state_goal(contact=ana, kind="network", words="to know who plans by night", policy=POLICY, today=TODAY)
    step = suggested(tmp_path)
    mara, sol = colleague("mara", Position.PROGRAMME_MANAGER), colleague("sol", Position.SELLER)
    said = ("for", "Serves what they say they want for themselves: “to know who plans by night”")
    assert said in reader(mara, [step])(step)
    assert not any("Serves what" in words for _sign, words in reader(sol, [step])(step))
    remove_goal(contact=ana, goal=goal.pk)
    assert not any("Serves what" in words for _sign, words in reader(mara, [step])(step))
