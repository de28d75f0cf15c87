"""What a role may is what its key may: the table of roles, asked of the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.program.asks.town import WINS, colleague
from tests.program.references.desk import Desk, choose, request
from tests.web.api.calling import Program, need
from vouch.program.colleagues.permissions import PERMISSIONS, Position, Reach
from vouch.runs.desk import pool

pytestmark = pytest.mark.django_db
NEEDS = {
    "deals": "request_references",
    "ask": "request_references",
    "coverage": "see_coverage",
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    yield Desk()
    pool._STANDING.clear()


@pytest.mark.parametrize("role", list(Position))
def test_a_key_reads_and_does_what_its_role_may_and_no_more(desk: Desk, role: Position) -> None:
    program = Program(colleague("kim", role))
    asked = {
        "deals": program.get("deals"),
        "ask": program.post("requests", **need()),
        "coverage": program.get("coverage"),
    }
    for name, answer in asked.items():
        allowed = PERMISSIONS[NEEDS[name]].reach[role] is not Reach.NO
        assert (answer.status_code < 300) is allowed, (name, answer.content)
        if not allowed:
            assert answer.status_code == 403
            assert "may." in answer.json()["detail"], "it says who may"


@pytest.mark.parametrize("role", list(Position))
def test_anothers_request_is_there_for_whom_the_table_says(desk: Desk, role: Position) -> None:
    match = choose(desk, request(desk))
    program = Program(colleague("kim", role))
    sees = PERMISSIONS["see_requests"].reach[role] is Reach.YES
    runs = PERMISSIONS["run_desk"].reach[role] is Reach.YES
    answers: dict[str, Any] = {
        "read": program.get(f"requests/{match.request_id}"),
        "list": program.get(f"requests/{match.request_id}/matches"),
        "say": program.post(f"requests/{match.request_id}/say", words="x"),
        "address": program.post(f"matches/{match.pk}/address"),
        "choose": program.post(f"requests/{match.request_id}/choose", pick="0" * 24, **WINS),
    }
    told = {name: answer.status_code for name, answer in answers.items()}
    refused = 403 if sees else 404
    assert told == {
        "read": 200 if sees else 404,
        "list": 200 if runs else refused,
        "say": 200 if runs else refused,
        "address": 200 if runs else refused,
        "choose": 404,
    }
