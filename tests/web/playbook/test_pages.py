"""The playbook in the browser: read by all, changed by programme managers, put back to what was shipped."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.program.cast import somebody
from vouch.domain.playbook import shipped
from vouch.domain.stages import Role, Stage
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.people.playbook import queries

pytestmark = pytest.mark.django_db
PAGE = "/playbook/loyal/sponsor/"
NEW = {"kind": "news", "do": "Send them the minutes of the round table.", "gives": "What their peers decided."}


def signed_in(role: Position) -> Client:
    client = Client()
    client.force_login(somebody(role))
    return client


def sent(*rows: dict[str, str]) -> dict[str, str]:
    return {f"line{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def held() -> list[dict[str, str]]:
    return [one.as_dict() for one in queries.suggestions("loyal", "sponsor")]


def test_each_stage_has_a_page_with_all_six_roles() -> None:
    client = signed_in(Position.VIEWER)
    for stage in Stage:
        page = client.get("/playbook/", {"stage": stage.value}).content.decode()
        for role in Role:
            assert f'id="{role.value}"' in page
        assert shipped()[stage, Role.TRAINER][0].gives in page


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Position.ADMINISTRATOR, True),
        (Position.PROGRAMME_MANAGER, True),
        (Position.ACCOUNT_OWNER, False),
        (Position.SELLER, False),
        (Position.VIEWER, False),
    ],
)
def test_only_those_who_run_the_programme_change_it(role: Position, may: bool) -> None:
    client = signed_in(role)
    assert ("Change" in client.get("/playbook/").content.decode()) is may
    answer = client.post(PAGE, sent(NEW))
    assert answer.status_code == (302 if may else 403)
    assert (held() == [NEW]) is may


def test_a_change_is_kept_with_its_author_and_written_into_the_history() -> None:
    signed_in(Position.PROGRAMME_MANAGER).post(PAGE, sent(NEW, {"kind": "help", "do": "", "gives": ""}))
    assert held() == [NEW]
    page = queries.page(Stage.LOYAL, Role.SPONSOR)
    assert page.own
    assert page.changed_by == "Programme Manager"
    change = Change.objects.get(action="change_playbook")
    assert (change.object_id, change.data) == ("loyal:sponsor", {"suggestions": 1})


def test_a_mistake_is_shown_beside_its_line_and_nothing_typed_is_lost() -> None:
    begging = {"kind": "help", "do": "Ask them to do us a favour & review it <b>now</b>.", "gives": "Our thanks."}
    answer = signed_in(Position.ADMINISTRATOR).post(PAGE, sent(NEW, begging))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This asks for a favour (“do us a favour”)" in page
    assert "Ask them to do us a favour &amp; review it &lt;b&gt;now&lt;/b&gt;." in page
    assert NEW["do"] in page
    assert held() == [one.as_dict() for one in shipped()[Stage.LOYAL, Role.SPONSOR]]


def test_half_a_line_asks_for_the_other_half() -> None:
    answer = signed_in(Position.ADMINISTRATOR).post(PAGE, sent({**NEW, "gives": ""}))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_going_back_brings_the_shipped_ones_and_is_written_down_once() -> None:
    client = signed_in(Position.ADMINISTRATOR)
    client.post(PAGE, sent(NEW))
    for _ in range(2):
        client.post(f"{PAGE}shipped/")
    assert held() == [one.as_dict() for one in shipped()[Stage.LOYAL, Role.SPONSOR]]
    assert Change.objects.filter(action="reset_playbook").count() == 1


def test_what_equals_the_shipped_ones_stays_shipped() -> None:
    signed_in(Position.ADMINISTRATOR).post(PAGE, sent(*held()))
    assert not queries.page(Stage.LOYAL, Role.SPONSOR).own
    assert not Change.objects.filter(kind="playbook").exists()


@pytest.mark.parametrize("path", ["/playbook/loyal/boss/", "/playbook/lost/sponsor/"])
def test_a_place_that_is_none_is_not_found(path: str) -> None:
    assert signed_in(Position.ADMINISTRATOR).get(path).status_code == 404
