"""The API does what the desk does, for whoever the key belongs to, and says no in the same sentences."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY, WINS, address, clear, colleague
from tests.program.references.desk import Desk, choose, go_on, request
from tests.web.api.calling import Program, need
from vouch.domain.policy.desk import Mode
from vouch.program.asks.actions import answer
from vouch.program.colleagues.permissions import Position
from vouch.program.references import actions
from vouch.program.references.models import Match, Request
from vouch.runs.desk import pool
from vouch.web.shared import shell

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    found = Desk()
    actions.set_mode(by=found.mara, activity="reference_call", mode=Mode.SELF_CLEARED, policy=POLICY)
    yield found
    pool._STANDING.clear()


@pytest.fixture
def sol(desk: Desk) -> Program:
    return Program(desk.sol)


def strict(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    changed = POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update=changes)})
    monkeypatch.setattr(shell, "_kept", lambda *_: changed)


def test_from_the_deal_to_the_address(desk: Desk, sol: Program) -> None:
    (found,) = sol.get("deals", words="norden").json()
    assert found["source_id"] == "0061"
    made = sol.post("requests", **need(deal=found["source_id"]))
    assert made.status_code == 201, made.content
    key = made.json()["key"]
    assert made.json()["buyer"] == "Norden"
    answer = sol.get(f"requests/{key}/matches").json()
    ana = next(one for one in answer["matches"] if one["name"] == "Ana Silva")
    chosen = sol.post(f"requests/{key}/choose", pick=ana["pick"], **WINS)
    assert chosen.status_code == 201, chosen.content
    match = chosen.json()["key"]
    assert chosen.json()["state"] == "clearing"
    assert sol.post(f"matches/{match}/address").json()["code"] == "not_yet"
    omar = Program(desk.omar)
    (waits,) = omar.get("waiting").json()
    assert (waits["kind"], waits["match"], waits["name"]) == ("clearance", match, "Ana Silva")
    assert omar.post(f"matches/{match}/clearance", answer="yes").json()["state"] == "invited"
    assert sol.post(f"matches/{match}/address").json()["email"] == desk.ana.email
    told = sol.get(f"requests/{key}").json()
    assert (told["state"], told["chosen"][0]["state"], told["chosen"][0]["address"]) == ("active", "invited", True)
    assert Match.objects.get().fit["coverage"] == ana["coverage"]
    assert {row.door for row in Request.objects.get().steps.all()} == {"api"}


def test_a_draft_is_kept_changed_and_handed_in(desk: Desk, sol: Program) -> None:
    draft = sol.post("requests", hand_in=False, words="Somebody in finance").json()
    assert draft["state"] == "draft"
    refused = sol.post(f"requests/{draft['key']}/hand-in")
    assert (refused.status_code, refused.json()["data"]["field"]) == (422, "activity")
    assert sol.put(f"requests/{draft['key']}", **need(hand_in=False)).json()["buyer"] == "Norden"
    late = sol.put(f"requests/{draft['key']}", **need(needed_by="2020-01-01"))
    assert (late.status_code, late.json()["data"]["field"]) == (422, "needed_by")
    assert sol.put(f"requests/{draft['key']}", **need()).json()["state"] == "new"
    assert sol.post(f"requests/{draft['key']}/say", words="Anybody?").status_code == 200
    assert sol.post(f"requests/{draft['key']}/withdraw", words="They bought.").json()["state"] == "withdrawn"
    assert sol.post(f"requests/{draft['key']}/withdraw").json()["code"] == "moved_meanwhile"


@pytest.mark.parametrize(
    ("told", "status", "field"),
    [
        ({"needed_by": "2020-01-01"}, 422, "needed_by"),
        ({"deal": "0069"}, 422, "deal"),
        ({"words": "x" * 10_001}, 422, ""),
        ({"activity": "moon_landing"}, 422, "activity"),
        ({"activty": "reference_call"}, 422, ""),
        ({"buy_in": False}, 422, "although"),
    ],
)
def test_what_cannot_be_is_a_problem_and_nothing_is_kept(
    sol: Program, told: dict[str, Any], status: int, field: str
) -> None:
    answer = sol.post("requests", **need(**told))
    body = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (body["status"], body["data"].get("field", "")) == (status, field)
    assert body["detail"].endswith(".")
    assert not Request.objects.exists()


def test_others_requests_are_not_there_and_the_desk_sees_all(desk: Desk, sol: Program) -> None:
    asked = request(desk)
    tom = Program(colleague("tom", Position.SELLER))
    assert tom.get(f"requests/{asked.pk}").status_code == 404
    assert tom.get("requests", lane="all").json()["requests"] == []
    assert Program(desk.mara).get("requests", lane="all").json()["requests"][0]["key"] == asked.pk
    assert Program(colleague("vi", Position.VIEWER)).post("requests", **need()).status_code == 403


def test_a_list_of_requests_goes_on_where_it_ended(desk: Desk, sol: Program) -> None:
    keys = {request(desk).pk for _ in range(5)}
    seen, after = [], ""
    while True:
        page = sol.get("requests", limit=2, after=after).json()
        seen += [one["key"] for one in page["requests"]]
        after = page["next"]
        if after is None:
            break
    assert (len(seen), set(seen)) == (5, keys)


def test_what_the_seller_may_not_read_is_not_in_any_answer(
    desk: Desk, sol: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict(monkeypatch, names="after_clearance")
    asked = request(desk)
    told = sol.get(f"requests/{asked.pk}/matches")
    assert {one["masked"] for one in told.json()["matches"]} == {True}
    for word in ("Ana", "Silva", "Acme", "example.org", desk.ana.pk):
        assert word not in told.content.decode()
    assert {one["masked"] for one in Program(desk.mara).get(f"requests/{asked.pk}/matches").json()["matches"]} == {
        False
    }


def test_fishing_is_stopped_here_too(desk: Desk, sol: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    strict(monkeypatch, looks_an_hour=1)
    first, second = request(desk), request(desk)
    assert sol.get(f"requests/{first.pk}/matches").status_code == 200
    answer = sol.get(f"requests/{second.pk}/matches")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == answer.json()["data"]["wait"] > 3500


def test_what_came_of_it_is_read_on_from_where_one_was(desk: Desk, sol: Program) -> None:
    for _ in range(3):
        request(desk)
    choose(desk, request(desk))
    first = sol.get("updates", limit=3).json()
    rest = sol.get("updates", limit=3, after=first["next"]).json()
    assert [len(first["updates"]), len(rest["updates"]), rest["next"]] == [3, 1, None]
    told = [*first["updates"], *rest["updates"]]
    assert sorted(one["chosen"] for one in told) == [0, 0, 0, 1]
    assert {one["deal"] for one in told} == {"0061"}
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    assert sol.get("updates", since=later.isoformat()).json()["updates"] == []
    file = b"".join(sol.get("updates.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert file[0].startswith("at,request,system,deal,")
    assert len(file) == 5
    assert Program(colleague("tom", Position.SELLER)).get("updates").json()["updates"] == []


def test_the_desk_reads_what_the_pool_lacks_and_a_viewer_too(desk: Desk) -> None:
    assert Program(colleague("vi", Position.VIEWER)).get("coverage").json() == []


def test_a_time_that_they_named_is_picked_for_the_buyer(desk: Desk, sol: Program) -> None:
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    go_on()
    answer(ask=match.ask, answer="accepted", door="portal", policy=POLICY, today=TODAY)
    first = dt.datetime.now(dt.UTC) + dt.timedelta(days=4)
    actions.offer(
        match=match, times=[first + dt.timedelta(hours=n) for n in range(3)], side="customer", by=desk.mara,
        door="workspace", policy=POLICY, today=TODAY, address=address,
    )  # fmt: skip
    (told,) = sol.get(f"requests/{match.request_id}").json()["chosen"]
    assert (told["state"], len(told["times"])) == ("offered", 3)
    picked = sol.post(f"matches/{match.pk}/times/pick", time=told["times"][1]["id"])
    assert picked.status_code == 200, picked.content
    assert picked.json()["state"] == "booked"
    assert sol.post(f"matches/{match.pk}/times/pick", time=told["times"][2]["id"]).json()["code"] == "picked_already"


def test_a_need_of_ten_thousand_letters_is_kept_and_one_more_is_said_in_a_sentence(sol: Program) -> None:
    kept = sol.post("requests", **need(words="w" * 10_000))
    assert (kept.status_code, len(kept.json()["words"])) == (201, 10_000)
    refused = sol.post("requests", **need(words="w" * 10_001))
    assert refused.status_code == 422
    assert refused.json()["detail"] == "words: These are 10,001 letters; at most 10,000 are kept. Say it shorter."
    assert Request.objects.count() == 1
