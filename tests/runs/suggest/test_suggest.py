"""Gates first, then worth: who could be asked, who is given something first, who is left alone, and in which order."""

from __future__ import annotations

import datetime as dt
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import colleague
from tests.program.cast import TODAY
from tests.runs.suggest.village import POLICY, Village, ago, steps
from vouch.domain.asking import obstacles
from vouch.domain.policy import read
from vouch.matching.next_ask import Candidate
from vouch.program.asks.actions import do_give, plan_give
from vouch.program.asks.queries import situations
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import hold
from vouch.program.people.models import Contact
from vouch.program.suggestions import actions
from vouch.program.suggestions.models import Month, MonthPick, NextStep
from vouch.program.suggestions.queries.people import everybody
from vouch.runs.suggest import suggest
from vouch.runs.suggest.candidates import Weighing
from vouch.runs.suggest.looking import look

pytestmark = pytest.mark.django_db
suggesting = import_module("vouch.runs.suggest.suggest")


@pytest.fixture
def village() -> Village:
    """Ana, who is asked in Lund; Bo at a giant, who said no; Cy, of whom little is known; Dee, who is in trouble."""
    made = Village()
    made.company("Lund", "loyal", "Ana Lund", employees=40)
    made.company("Grau", "satisfied", "Bo Grau", "Eve Grau", employees=41_000)
    made.company("Core", "not_known_yet", "Cy Core")
    made.trouble(made.company("Dock", "advocate", "Dee Dock"))
    made.did("Ana Lund", "community_answer")
    made.was_asked("Bo Grau", "private_quote", 300, "declined")
    return made


def suggested(data: Path, today: dt.date = TODAY) -> dict[str, NextStep]:
    assert suggest(data, POLICY, today) is not None
    return steps()


def test_nothing_is_suggested_before_anybody_was_placed(tmp_path: Path) -> None:
    assert suggest(tmp_path, POLICY, TODAY) is None


def test_each_has_one_step_with_its_reason(village: Village, tmp_path: Path) -> None:
    village.settle()
    found = suggested(tmp_path)
    assert {name: step.kind for name, step in found.items()} == {
        "Ana Lund": "ask", "Bo Grau": "give", "Eve Grau": "ask", "Cy Core": "give", "Dee Dock": "leave_alone",
    }  # fmt: skip
    assert found["Bo Grau"].sentence == "Bo Grau said no, or nothing, the last time. Give first, then ask again."
    assert "there we give, and ask for nothing" in found["Cy Core"].sentence
    assert found["Dee Dock"].sentence.startswith("A grave case of Dock is open since")
    assert all(step.reasons for step in found.values() if step.kind == "ask")


def test_passion_goes_before_brand(village: Village, tmp_path: Path) -> None:
    village.settle()
    found = suggested(tmp_path)
    assert (found["Ana Lund"].rank, found["Eve Grau"].rank) == (1, 2)
    assert ["for", "Passion before brand: comes before one person at larger companies", ""] in found["Ana Lund"].reasons


def test_every_ask_passes_every_gate_and_is_a_small_step(village: Village, tmp_path: Path) -> None:
    village.settle()
    suggested(tmp_path)
    asks = NextStep.objects.filter(kind="ask")
    known = situations([one.contact_id for one in asks], policy=POLICY, today=TODAY)
    assert asks
    for one in asks:
        rung = POLICY.ladder[one.activity]
        assert not obstacles(known[one.contact_id], one.activity, POLICY)
        assert not rung.open_invitation
        assert rung.effort <= 2


def test_a_no_is_followed_by_a_give_and_then_by_an_ask(village: Village, tmp_path: Path) -> None:
    village.settle()
    assert suggested(tmp_path)["Bo Grau"].kind == "give"
    mara = colleague("mara", Position.PROGRAMME_MANAGER)
    bo = Contact.objects.select_related("account").get(name="Bo Grau")
    assert bo.account is not None
    made = plan_give(by=mara, account=bo.account, contact=bo, kind="help", do="Sit with them for an hour")
    assert suggested(tmp_path)["Bo Grau"].obstacle == "give_planned"
    do_give(by=mara, give=made, done_on=ago(3))
    assert suggested(tmp_path)["Bo Grau"].kind == "ask"


def test_the_same_data_day_and_policy_suggest_the_same(village: Village, tmp_path: Path) -> None:
    for number in range(12):
        village.company(f"Firm {number}", "loyal", f"Per {number}", f"Pia {number}", employees=100 + number)
    village.settle()
    columns = [field.attname for field in NextStep._meta.concrete_fields if field.attname != "id"]
    seen = []
    for at_once, backwards in ((None, False), (3, True)):
        village.settle(backwards=backwards)
        suggest(tmp_path, POLICY, TODAY, at_once=at_once)
        picks = list(MonthPick.objects.order_by("rank").values_list("contact_id", "activity", "week", "value"))
        seen.append((list(NextStep.objects.order_by("kind", "rank").values_list(*columns)), picks))
    assert seen[0] == seen[1]


def test_what_is_seen_of_one_and_taken_for_all_alike_is_what_each_shows(
    village: Village, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful(dict[tuple[object, ...], list[Candidate]]):
        def __setitem__(self, key: tuple[object, ...], value: list[Candidate]) -> None:
            pass

    names = [f"Pat {number}" for number in range(4)]
    village.company("Hafen", "loyal", *names, employees=40)
    village.did("Pat 3", "webinar")
    village.settle()
    once = [(name, step.activity, step.parts, step.reasons, step.rank) for name, step in suggested(tmp_path).items()]
    monkeypatch.setattr(suggesting, "look", lambda who, policy, put_off, _known: look(who, policy, put_off))
    monkeypatch.setattr(suggesting, "Weighing", partial(Weighing, alike=Forgetful()))
    each = [(name, step.activity, step.parts, step.reasons, step.rank) for name, step in suggested(tmp_path).items()]
    assert once == each
    assert {row[0] for row in once} > set(names)


def test_what_is_tried_to_learn_says_so_and_stays_within_its_part(village: Village, tmp_path: Path) -> None:
    for number in range(40):
        village.company(f"Firm {number}", "loyal", f"Per {number}", employees=100 + number)
    village.settle()
    suggested(tmp_path)
    tries = NextStep.objects.filter(exploring=True)
    assert 0 < tries.count() <= POLICY.next_ask.week.asks * POLICY.next_ask.exploration.share
    for one in tries:
        assert one.reasons[0][1].startswith("Drawn to learn")
        assert one.rank <= POLICY.next_ask.week.asks


def test_a_company_has_no_more_of_the_month_than_it_has_room_for(village: Village, tmp_path: Path) -> None:
    village.company("Large", "loyal", *(f"Per {number}" for number in range(6)))
    village.settle()
    suggested(tmp_path)
    assert MonthPick.objects.filter(account__name="Large").count() == POLICY.asking.caps.open_asks_per_account
    figures = Month.objects.get().figures
    assert figures["gap"] <= 1e-6
    assert ["Their company has its 2 of the month.", 4] in figures["unplaced"]


def test_what_is_needed_most_is_not_asked_of_everybody(village: Village, tmp_path: Path) -> None:
    for number in range(10):
        village.company(f"Firm {number}", "loyal", f"Per {number}")
    village.settle()
    found = suggested(tmp_path)
    assert len({found[f"Per {number}"].activity for number in range(10)}) > 2


def test_a_hold_set_now_and_a_word_not_this_week_show_in_the_next_round(village: Village, tmp_path: Path) -> None:
    village.settle()
    first = suggested(tmp_path)
    mara = colleague("mara", Position.PROGRAMME_MANAGER)
    ana, eve = Contact.objects.get(name="Ana Lund"), Contact.objects.get(name="Eve Grau")
    hold(by=mara, contact=eve, kind="by_hand", reason="A new baby", from_on=TODAY)
    actions.not_this_week(
        by=mara, contact=ana, activity=first["Ana Lund"].activity, policy=POLICY, today=TODAY, until=TODAY
    )
    second = suggested(tmp_path)
    assert (second["Eve Grau"].kind, second["Eve Grau"].obstacle) == ("leave_alone", "hold_by_hand")
    assert second["Ana Lund"].kind == "ask"
    assert second["Ana Lund"].activity != first["Ana Lund"].activity
    actions.not_this_week(by=mara, contact=ana, policy=POLICY, today=TODAY, until=TODAY)
    assert suggested(tmp_path)["Ana Lund"].obstacle == "put_off"


def test_a_changed_step_says_what_changed_it_since_the_week_before(village: Village, tmp_path: Path) -> None:
    village.settle()
    earlier = TODAY - dt.timedelta(days=7)
    first = suggested(tmp_path, earlier)
    assert all(not one.changed for one in first.values())
    hold(
        by=colleague("mara", Position.PROGRAMME_MANAGER), contact=Contact.objects.get(name="Ana Lund"), kind="by_hand",
        reason="A new baby", from_on=TODAY,
    )  # fmt: skip
    for _again in range(2):  # said on every day of the week, not only on its first
        ana = suggested(tmp_path)["Ana Lund"]
        was = POLICY.ladder[first["Ana Lund"].activity].words
        assert ana.changed.startswith(f"Last week: {was}. Ana Lund is held back")
    assert suggested(tmp_path)["Cy Core"].changed == ""
    assert suggested(tmp_path, TODAY + dt.timedelta(days=7))["Ana Lund"].changed == ""


def test_nobody_is_chosen_for_an_open_invitation_whatever_it_is_worth(village: Village, tmp_path: Path) -> None:
    policy = read("[next_ask.need]\nreviews = 100.0\n")
    village.settle()
    suggest(tmp_path, policy, TODAY)
    open_ones = {name for name, rung in policy.ladder.items() if rung.open_invitation}
    assert not NextStep.objects.filter(activity__in=open_ones).exists()
    assert not MonthPick.objects.filter(activity__in=open_ones).exists()


def test_however_many_people_there_are_they_are_read_in_as_many_statements() -> None:
    seen = []
    for people in (2, 40):
        made = Village()
        made.company("Large", "loyal", *(f"Per {number}" for number in range(people)))
        made.settle()
        with CaptureQueriesContext(connection) as statements:
            parts = list(everybody(policy=POLICY, today=TODAY, at_once=10))
        assert sum(map(len, parts)) == people
        seen.append(len(statements))
    assert seen[0] == seen[1] <= 16


def test_parts_of_the_people_miss_nobody_and_take_nobody_twice() -> None:
    made = Village()
    for number in range(5):
        made.company(f"Firm {number}", "loyal", *(f"Per {number} {one}" for one in range(3)))
    made.company("Gone", "loyal", "Left Already", customer=False)
    made.settle()
    for at_once in (1, 4, 5, 15, 400):
        found = [one.name for part in everybody(policy=POLICY, today=TODAY, at_once=at_once) for one in part]
        assert sorted(found) == sorted(one.name for one in made.people if one.name != "Left Already")
