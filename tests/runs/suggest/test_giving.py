"""Which give comes first: by the part they play, never the same twice, one person of each company before a second."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.program.asks.town import colleague
from tests.program.cast import TODAY
from tests.runs.suggest.village import POLICY, Village, ago, steps
from vouch.domain.stages import Role, Stage
from vouch.program.asks.actions import do_give, plan_give
from vouch.program.colleagues.permissions import Position
from vouch.program.people.models import Contact
from vouch.program.people.playbook.queries import suggestions
from vouch.runs.suggest import suggest

pytestmark = pytest.mark.django_db


def test_the_part_they_play_chooses_the_page_and_not_knowing_it_is_said(tmp_path: Path) -> None:
    made = Village()
    made.company("Core", "not_known_yet", "Cy Core", "Di Core")
    made.people[0] = replace(made.people[0], suggested_role="sponsor")
    made.settle()
    suggest(tmp_path, POLICY, TODAY)
    found = steps()
    assert (found["Cy Core"].stage, found["Cy Core"].role, found["Cy Core"].reasons) == ("not_known_yet", "sponsor", [])
    assert found["Di Core"].role == "daily_user"
    assert found["Di Core"].reasons[0][1].startswith("Which part they play is not known yet")


def test_what_was_given_before_is_not_suggested_again(tmp_path: Path) -> None:
    made = Village()
    made.company("Core", "not_known_yet", "Cy Core")
    made.settle()
    suggest(tmp_path, POLICY, TODAY)
    assert steps()["Cy Core"].number == 0
    first = suggestions(Stage.NOT_KNOWN_YET, Role.DAILY_USER)[0]
    cy = Contact.objects.select_related("account").get()
    assert cy.account is not None
    given = plan_give(
        by=colleague("mara", Position.PROGRAMME_MANAGER),
        account=cy.account,
        kind="help",
        do=first.do,
        gives=first.gives,
    )
    do_give(by=given.author, give=given, done_on=ago(9))
    suggest(tmp_path, POLICY, TODAY)
    assert steps()["Cy Core"].number == 1


def test_one_of_each_company_comes_before_a_second_of_any(tmp_path: Path) -> None:
    made = Village()
    made.company("Core", "not_known_yet", "Cy Core", "Di Core", yearly_value=900_000.0)
    made.company("Dock", "not_known_yet", "Em Dock", yearly_value=1_000.0)
    made.settle()
    suggest(tmp_path, POLICY, TODAY)
    found = steps()
    assert {found["Cy Core"].rank, found["Em Dock"].rank} == {1, 2}
    assert found["Di Core"].rank == 3
