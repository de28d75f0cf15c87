"""What using somebody now costs, and what the pool lacks: worked out from open requests, published whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY
from tests.program.references.desk import Desk, request
from vouch.matching.coverage import DealSeen
from vouch.program.people.models import Account
from vouch.program.references.models import Coverage, Price
from vouch.program.references.queries import outlook
from vouch.runs.desk import matches_for, plan_all, pool, renew_outlook, renew_prices
from vouch.runs.desk import outlook as outlook_runs

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    made = Desk()
    Account.objects.filter(name="Acme").update(segment="Food", industry="Food")
    Account.objects.filter(name="Bolt").update(segment="Steel", industry="Steel")
    yield made
    pool._STANDING.clear()


def only_steel(desk: Desk) -> dict[str, Any]:
    return {"like": {"industry": "Steel"}, "must": ["industry"]}


def test_whom_three_requests_want_has_a_price_and_others_have_none(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        request(desk, **only_steel(desk))
    assert renew_prices(tmp_path, POLICY, TODAY) == 1
    assert Price.objects.get().contact_id == desk.dee.pk
    asked = request(desk)
    found = matches_for(tmp_path, asked, policy=POLICY, today=TODAY, sees_all=True)
    assert found.matches[-1].person == desk.dee.pk, "who will be needed is kept for those who need them"
    assert found.matches[-1].price > 0


def test_prices_go_when_nobody_wants_anybody(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        request(desk, **only_steel(desk))
    renew_prices(tmp_path, POLICY, TODAY)
    from vouch.program.references.models import Request

    Request.objects.update(state="withdrawn")
    assert renew_prices(tmp_path, POLICY, TODAY) == 0
    assert not Price.objects.exists()


def test_two_requests_share_nobody_where_both_can_be_served(desk: Desk, tmp_path: Path) -> None:
    request(desk, **only_steel(desk))
    request(desk)
    plan = plan_all(tmp_path, policy=POLICY, today=TODAY)
    assert plan is not None
    assert len({one.person for one in plan.found.pairs}) == 2
    assert plan.found.gap < 1e-6
    assert dict(plan.found.unfilled) == {} or not any(plan.found.unfilled.values())


def test_without_history_the_outlook_says_what_the_pool_has_and_no_number(desk: Desk, tmp_path: Path) -> None:
    assert renew_outlook(tmp_path, POLICY, TODAY) == 2
    found = {one.name: one for one in outlook()}
    assert set(found) == {"Food", "Steel"}
    assert found["Food"].hours is not None
    assert found["Food"].hours.pool == 3
    assert found["Steel"].hours is not None
    assert "is the least" in found["Steel"].hours.words, "one person is fewer than the policy wants"


def test_with_history_what_is_short_is_said_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = TODAY - dt.timedelta(days=200)
    seen = [
        DealSeen(id=f"d{n}", segment="Steel", stages=((begun + dt.timedelta(days=n % 7), "Proposal"),))
        for n in range(60)
    ]
    asked = [outlook_runs.RequestSeen(deal=f"d{n}", on=TODAY - dt.timedelta(days=30), activity="reference_call")
             for n in range(40)]  # fmt: skip
    monkeypatch.setattr(outlook_runs, "deals_seen", lambda data, policy: iter(seen))
    monkeypatch.setattr(outlook_runs, "asked_for", lambda policy: asked)
    renew_outlook(tmp_path, POLICY, TODAY)
    steel = next(one for one in outlook() if one.name == "Steel")
    assert steel.short > 0
    assert any("short in" in cell.words for cell in steel.cells)
    assert Coverage.objects.filter(segment="Steel", activity="reference_call").count() == 3
