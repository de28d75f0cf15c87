"""What colleagues write down counts as fact: it is carried to the lake, changed there, and taken out again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.program.cast import NOON, TODAY, ines
from vouch.domain.policy import load
from vouch.lake.store import Lake
from vouch.program.findings.models import Placement
from vouch.program.people import actions
from vouch.program.people.models import Account
from vouch.runs.carry import carry
from vouch.runs.ingest import import_paths
from vouch.runs.refresh import refresh

pytestmark = pytest.mark.django_db(transaction=True)

ACCOUNTS = "account_id,name,type\nA1,Acme,Customer\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    (tmp_path / "accounts.csv").write_text(ACCOUNTS)
    folder = tmp_path / "data"
    report = import_paths(folder, [tmp_path / "accounts.csv"], policy=load())
    assert not report.refused
    refresh(folder, load(), as_of=TODAY)
    return folder


def stage() -> str:
    return Placement.objects.get(kind="account").stage


def test_a_promise_entered_signed_and_withdrawn_moves_the_account_there_and_back(data: Path) -> None:
    assert stage() == "not_known_yet"
    acme = Account.objects.get(name="Acme")
    yesterday = TODAY - dt.timedelta(days=1)
    who = ines()
    promise = actions.enter_promise(by=who, account=acme, text="Live by May", promised_on=yesterday)
    actions.change_promise(by=who, promise=promise, status="met", decided_on=yesterday)
    refresh(data, load(), as_of=TODAY)
    assert stage() == "satisfied"
    assert [batch.kind for batch in Lake(data).batches()].count("entered") == 1
    assert not carry(data, load()), "nothing changed, so nothing is carried"
    actions.withdraw(by=who, entry=promise)
    refresh(data, load(), as_of=TODAY)
    assert stage() == "not_known_yet"
    assert "entered" not in [batch.kind for batch in Lake(data).batches()]
