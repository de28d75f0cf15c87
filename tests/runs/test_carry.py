"""What colleagues write down counts as fact: it is carried to the lake, changed there, and taken out again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.program.cast import NOON, TODAY, ines
from vouch.domain.policy import load
from vouch.lake import open_facts
from vouch.lake.store import Lake
from vouch.program.asks import actions as asks
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.findings.models import Approach, Deed, Placement
from vouch.program.people import actions
from vouch.program.people.models import Account, Contact
from vouch.runs.carry import carry
from vouch.runs.ingest import import_paths
from vouch.runs.place.run import open_run
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


def people(folder: Path, tmp_path: Path) -> None:
    """Ana and Bo work at Acme; somebody signed a promise off, so that Acme is satisfied."""
    (tmp_path / "contacts.csv").write_text(
        "contact_id,account_id,name,email\nC1,A1,Ana Silva,ana@example.org\nC2,A1,Bo Berg,bo@example.org\n"
    )
    assert not import_paths(folder, [tmp_path / "contacts.csv"], policy=load()).refused
    refresh(folder, load(), as_of=TODAY)


def logged(who: User, name: str, activity: str, on: dt.date, answer: str | None) -> Ask:
    whom = Contact.objects.get(name=name)
    return asks.log_outside(
        by=who, contact=whom, activity=activity, asked_on=on, answer=answer, answered_on=on, policy=load(), today=TODAY
    )


def facts(folder: Path, table: str) -> list[dict[str, object]]:
    with open_facts(Lake(folder)) as read:
        return sorted(read[table].to_pyarrow().to_pylist(), key=lambda row: str(row["happened_at"]))


def test_an_ask_is_a_message_with_its_answer_and_once_done_an_act(data: Path, tmp_path: Path) -> None:
    people(data, tmp_path)
    who, days = ines(), [TODAY - dt.timedelta(days=number) for number in range(10)]
    ask = logged(who, "Ana Silva", "reference_call", days[5], "accepted")
    assert carry(data, load())
    (message,) = facts(data, "messages")
    told = ("message_id", "kind", "activity_type", "answer", "contact_id", "by")
    assert [message[name] for name in told] == [ask.key, "ask", "reference_call", "accepted", "C1", "Ines Caldeira"]
    asks.finish(by=who, ask=ask, done_on=days[1], quality=0.8, led_to="They talked for an hour.")
    assert carry(data, load())
    assert len(facts(data, "messages")) == 1
    (act,) = facts(data, "acts")
    assert [act[name] for name in ("act_id", "prompted", "quality", "text")] == [
        ask.key, "asked", 0.8, "They talked for an hour.",
    ]  # fmt: skip
    assert not carry(data, load())
    refresh(data, load(), as_of=TODAY)
    assert not Approach.objects.exists(), "what we asked is known from the asks, and does not count twice"
    assert not Deed.objects.exists()


def test_what_was_taken_back_or_may_not_be_followed_is_no_fact(data: Path, tmp_path: Path) -> None:
    people(data, tmp_path)
    who = ines()
    ask = logged(who, "Ana Silva", "reference_call", TODAY, None)
    untracked = logged(who, "Bo Berg", "peer_insights_review", TODAY, None)
    assert untracked.state == "untracked"
    assert carry(data, load())
    assert [row["message_id"] for row in facts(data, "messages")] == [ask.key]
    asks.withdraw(by=who, ask=ask)
    assert carry(data, load())
    assert facts(data, "messages") == []


def test_who_said_no_twice_in_a_row_reads_unwilling(data: Path, tmp_path: Path) -> None:
    people(data, tmp_path)
    who = ines()
    logged(who, "Ana Silva", "referral", TODAY - dt.timedelta(days=9), "declined")
    logged(who, "Ana Silva", "fun_fact", TODAY - dt.timedelta(days=3), "declined")
    refresh(data, load(), as_of=TODAY)
    answers = [row["answer"] for row in facts(data, "messages")]
    assert answers == ["declined", "declined"]
    with open_run(data, [TODAY], load()) as run:
        willing = {row["contact"]: row["willing"] for row in run.rows("select contact, willing from step_staff")}
    named = {one.name: willing[one.pk] for one in Contact.objects.all()}
    assert named == {"Ana Silva": False, "Bo Berg": True}


def test_asks_of_somebody_who_is_gone_from_the_projection_are_let_be(data: Path, tmp_path: Path) -> None:
    people(data, tmp_path)
    logged(ines(), "Ana Silva", "referral", TODAY, "accepted")
    Contact.objects.filter(name="Ana Silva").delete()
    assert carry(data, load())
    assert facts(data, "messages") == []
    assert not carry(data, load())
