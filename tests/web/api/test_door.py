"""Whose key, for how long, how often, how large: and what is said to whoever has none."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.program.asks.town import Town, colleague
from tests.web.api.calling import Program, need
from vouch.domain.errors import BadInput, NotAllowed
from vouch.program.access import keys
from vouch.program.access.models import ApiKey
from vouch.program.colleagues.actions import deactivate
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.web.api import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer nonsense", "Basic c29sOnNvbA==", "Bearer vouch_" + "x" * 43]
)
def test_without_a_key_that_holds_nothing_is_said_but_how_to_get_one(header: str | None) -> None:
    answer = Client(headers={"Authorization": header} if header is not None else {}).get("/api/v1/me")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert json.loads(answer.content)["code"] == "no_key"


def test_a_session_of_the_browser_is_no_key(town: Town) -> None:
    client = Client()
    client.force_login(town.sol)
    assert client.get("/api/v1/me").status_code == 401


def test_a_key_is_its_colleague_until_it_is_taken_back_runs_out_or_they_leave(town: Town) -> None:
    ines = colleague("ines", Position.ADMINISTRATOR)
    colleague("ida", Position.ADMINISTRATOR)
    for stop in (
        lambda program: keys.revoke_key(by=town.sol, pk=program.made.key.pk),
        lambda program: ApiKey.objects.update(expires_at=timezone.now()),
        lambda program: deactivate(by=ines, user=town.sol),
    ):
        program = Program(town.sol)
        assert program.get("me").json()["role"] == "seller"
        stop(program)
        assert program.get("me").status_code == 401


def test_only_a_digest_is_kept_and_making_and_taking_back_are_in_the_history(town: Town) -> None:
    program = Program(town.sol)
    row = ApiKey.objects.get()
    assert program.made.secret not in str(row.__dict__)
    assert row.start == program.made.secret[:10]
    with pytest.raises(NotAllowed, match="an administrator"):
        keys.revoke_key(by=town.mara, pk=row.pk)
    keys.revoke_key(by=town.sol, pk=row.pk)
    assert list(Change.objects.filter(kind="key").values_list("action", flat=True)) == ["revoke_key", "make_key"]


@pytest.mark.parametrize(("told", "field"), [({"name": " "}, "name"), ({"days": 0}, "days"), ({"days": 400}, "days")])
def test_a_key_has_a_name_and_an_end(town: Town, told: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        keys.make_key(**{"by": town.sol, "name": "CRM", "days": 30, "read_only": False, **told})
    assert refused.value.data["field"] == field


def test_a_key_that_reads_changes_nothing(town: Town) -> None:
    answer = Program(town.sol, read_only=True).post("requests", **need())
    assert (answer.status_code, answer.json()["code"]) == (403, "read_only")


def test_one_call_too_many_waits_for_the_next_minute(town: Town, settings: Any) -> None:
    settings.VOUCH_API_A_MINUTE = 2
    program = Program(town.sol)
    before = int(timezone.now().timestamp()) // 60
    answers = [program.get("me") for _ in range(3)]
    if int(timezone.now().timestamp()) // 60 != before:
        answers = [program.get("me") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert [answers[0]["X-RateLimit-Remaining"], answers[1]["X-RateLimit-Remaining"]] == ["1", "0"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    ApiKey.objects.update(minute=before - 1)
    assert program.get("me").status_code == 200


def test_a_body_larger_than_makes_sense_is_not_read(town: Town) -> None:
    answer = Program(town.sol).post("requests", words="x" * 300_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 422), (b"", 422), (b'{"words": "\\ud800"}', 400), (b"\xff", 400), (b"[" * 200_000, 400)],
)
def test_a_body_that_is_none_is_said_so(town: Town, body: bytes, status: int) -> None:
    answer = Program(town.sol).client.post("/api/v1/requests", body, content_type="application/json")
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"


def test_an_address_that_is_not_there_and_a_method_that_is_none_are_problems(town: Town) -> None:
    program = Program(town.sol)
    assert program.get("nothing").json()["code"] == "no_such_address"
    answer = program.client.delete("/api/v1/me")
    assert (answer.status_code, answer.json()["code"], answer["Allow"]) == (405, "bad_method", "GET")


def test_our_own_mistake_is_said_without_its_particulars(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from vouch.web.api.operations import about

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret particulars")

    monkeypatch.setattr(about.queries, "deals", broken)
    answer = Program(town.sol).get("deals")
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert "particulars" not in answer.content.decode()


def test_the_openapi_and_its_page_are_for_anybody_and_name_every_operation(town: Town) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    ids = {one["operationId"] for path in told["paths"].values() for one in path.values()}
    assert ids >= {"me", "deals", "ask", "requests", "matches", "choose", "clear", "agree", "address", "updates"}
    assert pages.described()["openapi"].startswith("3.1")
    for client in (Client(), Client()):
        body = client.get("/api/v1/").content.decode()
        assert all(f'id="{one}"' in body for one in ids)
    assert "http://" not in body.replace("http://www.w3.org", "")


def test_a_year_later_a_key_is_over(town: Town) -> None:
    made = keys.make_key(by=town.sol, name="CRM", days=366, read_only=True)
    assert made.key.expires_at - made.key.made_at == dt.timedelta(days=366)
