"""The deals of the CRM as the desk has them: whose, how far, and what became of them."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.program.cast import NOON, TODAY
from vouch.domain.policy import load
from vouch.program.people.models import Account, Owner
from vouch.program.references.models import Deal
from vouch.program.references.states import Outcome
from vouch.runs.desk import renew_deals
from vouch.runs.ingest import import_paths
from vouch.runs.refresh import refresh

pytestmark = pytest.mark.django_db(transaction=True)
POLICY = load()


def put(folder: Path, **facts: list[dict[str, Any]]) -> None:
    folder.mkdir()
    for table, rows in facts.items():
        with (folder / f"{table}.csv").open("w", newline="") as file:
            sheet = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
            sheet.writeheader()
            sheet.writerows(rows)
    import_paths(folder.parent / "data", [folder], policy=POLICY, clock=lambda: NOON)


def test_deals_are_read_with_buyer_and_owner_and_old_ones_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    put(
        tmp_path / "first",
        owners=[{"owner_id": "U1", "name": "Sol Reyes", "email": "sol@example.com"}],
        accounts=[{"account_id": "A1", "name": "Acme", "type": "customer"},
                  {"account_id": "A2", "name": "Norden", "type": "prospect"}],
        deals=[
            {"deal_id": "D1", "account_id": "A2", "name": "Norden platform", "stage": "Negotiation", "amount": 9000,
             "currency": "EUR", "owner_id": "U1", "close_date": "2026-12-20", "is_closed": "no",
             "modified_at": "2026-11-20T08:00:00Z"},
            {"deal_id": "D2", "account_id": "A1", "name": "Acme renewal", "type": "renewal", "stage": "Open",
             "owner_id": "sol@example.com", "close_date": "2027-01-01"},
            {"deal_id": "D3", "account_id": "A2", "name": "Lost once", "stage": "Closed Lost",
             "close_date": "2026-02-01", "is_closed": "yes", "is_won": "no"},
            {"deal_id": "D4", "account_id": "A2", "name": "Long ago", "is_closed": "yes", "is_won": "yes",
             "close_date": "2020-02-01"},
        ],
    )  # fmt: skip
    refresh(tmp_path / "data", POLICY, as_of=TODAY)
    assert renew_deals(tmp_path / "data", POLICY, TODAY) == 3
    found = {one.source_id: one for one in Deal.objects.select_related("account", "owner")}
    assert set(found) == {"D1", "D2", "D3"}
    owner = Owner.objects.get()
    norden = Account.objects.get(name="Norden")
    one = found["D1"]
    assert (one.account, one.company, one.owner, one.outcome) == (norden, "Norden", owner, Outcome.OPEN)
    assert (one.amount, one.closes_on, one.stage) == (9000.0, dt.date(2026, 12, 20), "Negotiation")
    assert (found["D2"].owner, found["D2"].renewal, found["D3"].outcome) == (owner, True, Outcome.LOST)
    put(tmp_path / "second", deals=[
        {"deal_id": "D1", "account_id": "A2", "name": "Norden platform", "is_closed": "yes", "is_won": "yes",
         "close_date": "2026-11-22", "modified_at": "2026-11-22T08:00:00Z"}])  # fmt: skip
    renew_deals(tmp_path / "data", POLICY, TODAY)
    assert Deal.objects.get(source_id="D1").outcome == Outcome.WON
