"""Somebody changes employer, as the sources tell it: acts stay theirs, open asks of the old company are stopped."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.program.asks.town import WINS, colleague
from tests.program.cast import NOON, TODAY
from vouch.domain.policy import load
from vouch.program.asks import queries
from vouch.program.asks.models import Ask, Step
from vouch.program.asks.states import AskState
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import set_permission
from vouch.program.people import moves, nominators
from vouch.program.people.models import Account, Contact, Move, Nominator
from vouch.runs.ingest import import_paths
from vouch.runs.moves import follow_moves
from vouch.runs.refresh import refresh

pytestmark = pytest.mark.django_db(transaction=True)

Row = dict[str, Any]
Tell = Callable[..., None]
ACCOUNTS: list[Row] = [
    {"account_id": "A1", "name": "Acme", "type": "customer"},
    {"account_id": "A2", "name": "Beta", "type": "customer"},
]
ANA: Row = {"contact_id": "C1", "name": "Ana Lind", "email": "ana@lind.example"}
AT_ACME = ANA | {"account_id": "A1", "modified_at": "2026-01-05T09:00:00Z"}
AT_BETA = ANA | {"account_id": "A2", "modified_at": "2026-11-12T09:00:00Z"}
MOVED_ON = dt.date(2026, 11, 12)


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Import these facts beside the two companies, and place everybody."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    count = iter(range(100))

    def told(**facts: list[Row]) -> None:
        folder = tmp_path / str(next(count))
        folder.mkdir()
        for table, rows in ({"accounts": ACCOUNTS} | facts).items():
            columns = list(dict.fromkeys(name for row in rows for name in row))
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        files = sorted(folder.glob("*.csv"))
        report = import_paths(tmp_path / "data", files, policy=load(), clock=lambda: NOON - dt.timedelta(days=1))
        assert not report.refused, report
        done = refresh(tmp_path / "data", load(), as_of=TODAY)
        assert not {"moves", "nominators"} & set(done.broken)

    return told


def ana() -> Contact:
    return Contact.objects.get(name="Ana Lind")


def ask_of(who: Contact, state: AskState, at: str) -> Ask:
    account = Account.objects.get(name=at)
    mara = colleague("mara", Position.PROGRAMME_MANAGER)
    return Ask.objects.create(
        contact=who, account=account, activity="reference_call", state=state, proposed_by=mara, proposed_at=NOON,
        changed_at=NOON, **WINS,
    )  # fmt: skip


def test_a_new_company_on_the_record_is_a_move_with_its_day(tell: Tell) -> None:
    tell(contacts=[AT_ACME, AT_BETA])
    (one,) = moves.lately(since=TODAY - dt.timedelta(days=91), until=TODAY)
    assert (one.name, one.before, one.joined.name, one.on) == ("Ana Lind", "Acme", "Beta", MOVED_ON)
    assert one.sentence == "Moved from Acme to Beta. Congratulate them; nothing Acme allowed holds for Beta."


@pytest.mark.parametrize("state", [AskState.PROPOSED, AskState.CLEARED, AskState.INVITED, AskState.ACCEPTED])
def test_what_was_open_under_the_old_company_is_stopped_with_the_reason(tell: Tell, state: AskState) -> None:
    tell(contacts=[AT_ACME])
    ask = ask_of(ana(), state, "Acme")
    tell(contacts=[AT_BETA])
    assert Ask.objects.get(pk=ask.pk).state == AskState.WITHDRAWN
    assert Step.objects.get(ask=ask, after="withdrawn").words.startswith(
        "Ana Lind moved from Acme to Beta on 12 Nov 2026. What Acme allowed does not hold there"
    )


def test_what_is_done_stays_and_what_is_asked_under_the_new_company_goes_on(tell: Tell) -> None:
    tell(contacts=[AT_ACME])
    done = ask_of(ana(), AskState.DONE, "Acme")
    tell(contacts=[AT_BETA])
    new = Ask.objects.create(
        contact=ana(), account=Account.objects.get(name="Beta"), activity="quote", state=AskState.PROPOSED,
        proposed_by=done.proposed_by, proposed_at=NOON, changed_at=NOON, **WINS,
    )  # fmt: skip
    tell(contacts=[AT_BETA])
    assert [Ask.objects.get(pk=one.pk).state for one in (done, new)] == [AskState.DONE, AskState.PROPOSED]


def test_the_new_companys_permissions_hold_and_none_of_the_old_ones(tell: Tell) -> None:
    tell(contacts=[AT_ACME])
    mara = colleague("mara", Position.PROGRAMME_MANAGER)
    for at, allowed in (("Acme", "yes"), ("Beta", "never")):
        set_permission(
            by=mara,
            account=Account.objects.get(name=at),
            activity="reference_call",
            allowed=allowed,
            said_by="Their counsel",
            said_on=TODAY,
        )
    before = queries.situations([ana().pk], policy=load(), today=TODAY)[ana().pk]
    tell(contacts=[AT_BETA])
    after = queries.situations([ana().pk], policy=load(), today=TODAY)[ana().pk]
    assert (before.company, before.permissions["reference_call"].allowed) == ("Acme", "yes")
    assert (after.company, after.permissions["reference_call"].allowed) == ("Beta", "never")


def test_acts_stay_with_the_person(tell: Tell) -> None:
    act = {"act_id": "X1", "contact_id": "C1", "activity_type": "webinar", "done_at": "2026-05-05T09:00:00Z"}
    tell(contacts=[AT_ACME, AT_BETA], acts=[act])
    situation = queries.situations([ana().pk], policy=load(), today=TODAY)[ana().pk]
    assert [one.activity for one in situation.done] == ["webinar"]


def test_a_person_at_two_companies_a_return_and_a_name_are_no_move(tell: Tell) -> None:
    twice = [ANA | {"contact_id": f"C{n}", "email": "bo@berg.example", "account_id": f"A{n}"} for n in (1, 2)]
    back = [
        {"contact_id": "C9", "name": "Cy Ode", "email": "cy@ode.example", "account_id": at, "modified_at": day}
        for at, day in (("A1", "2026-01-05T09:00:00Z"), ("", "2026-03-05T09:00:00Z"), ("A1", "2026-05-05T09:00:00Z"))
    ]
    tell(contacts=[*twice, *back])
    assert not Move.objects.exists()


def test_following_twice_stops_nothing_twice(tell: Tell, tmp_path: Path) -> None:
    tell(contacts=[AT_ACME])
    ask = ask_of(ana(), AskState.INVITED, "Acme")
    tell(contacts=[AT_BETA])
    assert follow_moves(tmp_path / "data", load(), TODAY) == 1
    assert Step.objects.filter(ask=ask, after="withdrawn").count() == 1


def test_the_record_of_a_nominator_is_the_one_placing_counts_by(tell: Tell) -> None:
    people = [ANA | {"contact_id": f"P{n}", "email": f"p{n}@acme.example", "account_id": "A1"} for n in range(7)]
    named = [
        {
            "nomination_id": f"N{n}",
            "account_id": "A1",
            "contact_id": f"P{n}",
            "by": "Sam Seller",
            "nominated_on": "2026-02-01",
        }
        for n in range(7)
    ]
    acts = [
        {"act_id": f"X{n}", "contact_id": f"P{n}", "activity_type": "webinar", "done_at": "2026-05-05T09:00:00Z"}
        for n in range(4)
    ]
    asked = [
        {
            "message_id": "M1", "contact_id": "P5", "kind": "ask", "sent_at": "2026-04-01T09:00:00Z",
            "answer": "declined", "answered_at": "2026-04-03T09:00:00Z",
        }
    ]  # fmt: skip
    tell(contacts=people, nominations=named, acts=acts, messages=asked)
    row = Nominator.objects.get(who="sam seller")
    assert (row.named, row.right, row.wrong, row.trusted) == (7, 4, 1, pytest.approx(10 / 15))
    assert row.low < row.trusted < row.high
    assert nominators.words(row) == "4 of 5 later gave something, 1 declined: 42 to 87 in 100. 2 not known yet."
