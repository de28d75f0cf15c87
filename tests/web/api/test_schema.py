"""Everything the OpenAPI allows is asked of the API: no 5xx, and no answer that its schema does not tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.program.asks.town import POLICY, TODAY
from tests.program.references.calls import NOW, booked, offered, willing
from tests.program.references.desk import Desk, choose, deal, request
from vouch.domain.policy.desk import Mode
from vouch.program.access.keys import make_key
from vouch.program.references import actions
from vouch.program.references.models import Match, Request
from vouch.runs.desk import pool
from vouch.web.api import pages

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = [(path, method) for path, methods in pages.described()["paths"].items() for method in sorted(methods)]


@pytest.fixture
def asked(db: None, settings: Any) -> Iterator[Desk]:
    """A desk with a request, somebody who waits for the owner, and one who is asked."""
    settings.VOUCH_API_A_MINUTE = 1_000_000
    pool._STANDING.clear()
    desk = Desk()
    actions.set_mode(by=desk.mara, activity="reference_call", mode=Mode.SELF_CLEARED, policy=POLICY)
    choose(desk, request(desk), desk.ana)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # as Django's own test client does: the test's transaction is open
    yield desk
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    pool._STANDING.clear()


def known(desk: Desk, path: str) -> str:
    """The key of a row that is there, as far on its way as this operation needs it."""
    if path.startswith("/api/v1/introductions"):
        return actions.introduce(contact=desk.bo, name="Pia Port", policy=POLICY, today=TODAY).pk
    if not path.startswith("/api/v1/matches"):
        return Request.objects.get().pk
    step = path.removeprefix("/api/v1/matches/{key}/")
    if step in ("clearance", "agree", "address"):
        return Match.objects.get().pk
    match = willing(desk, request(desk), desk.dee)
    if step != "times":
        now = dt.datetime.now(dt.UTC)
        match = offered(match, [now + dt.timedelta(days=day) for day in (3, 4, 5)])
    if step not in ("times", "times/pick", "buyers-link"):
        match = booked(desk, match)
    if step in ("missed", "feedback", "thanks", "outcome"):
        Match.objects.filter(pk=match.pk).update(starts_at=now - dt.timedelta(hours=1))
    if step in ("thanks", "outcome"):
        actions.say_how(
            match=match, side="seller", grade="neutral", by=desk.sol, door="workspace",
            **{**NOW, "today": now.astimezone(POLICY.zone).date()},
        )  # fmt: skip
        deal(outcome="lost")
    return match.pk


def ask_everything(desk: Desk, path: str, method: str, *, examples: int) -> int:
    """Ask one operation that often, as the desk; keys of rows that are there stand in for a share of those made up."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    secret = make_key(by=desk.mara, name="schemathesis", days=1, read_only=False).secret
    key = known(desk, path)
    count = 0

    @hypothesis.seed(2026)
    @hypothesis.settings(
        max_examples=examples, deadline=None, database=None, derandomize=False,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    @hypothesis.given(case=schema[path][method.upper()].as_strategy(), there=hypothesis.strategies.booleans())
    def ask(case: Any, there: bool) -> None:
        nonlocal count
        count += 1
        if there and "key" in (case.path_parameters or {}):
            case.path_parameters["key"] = key
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS)

    ask()
    return count


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_fault_and_no_breach_of_the_schema(asked: Desk, path: str, method: str) -> None:
    assert ask_everything(asked, path, method, examples=8) >= 1


@pytest.mark.trials
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nor_in_a_long_run(asked: Desk, path: str, method: str) -> None:
    assert ask_everything(asked, path, method, examples=1000) >= 1
