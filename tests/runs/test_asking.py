"""What a run publishes for those who ask: grave cases open now, terms that end, acts and asks told of by the facts."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program.cast import NOON, TODAY
from vouch.domain.policy import load
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.findings.models import Approach, Circumstance, Deed
from vouch.program.people.models import Account, Contact
from vouch.runs.ingest import import_paths
from vouch.runs.refresh import refresh
from vouch.runs.refresh.terms import term_end

Facts = dict[str, list[dict[str, Any]]]
Told = Callable[..., None]

WHO: Facts = {
    "accounts": [{"account_id": "A1", "name": "Acme", "type": "customer"}],
    "contacts": [{"contact_id": "C1", "account_id": "A1", "name": "Ana Lind", "email": "ana@acme.example"}],
}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Import these facts beside Acme and Ana, and place everybody."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def tell(**facts: list[dict[str, Any]]) -> None:
        for table, rows in (WHO | facts).items():
            columns = list(dict.fromkeys(name for row in rows for name in row))
            with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        files = sorted(tmp_path.glob("*.csv"))
        report = import_paths(tmp_path / "data", files, policy=load(), clock=lambda: NOON - dt.timedelta(days=1))
        assert not report.refused, report
        refresh(tmp_path / "data", load(), as_of=TODAY)

    return tell


pytestmark = pytest.mark.django_db(transaction=True)


def _around(kind: str) -> list[tuple[Any, ...]]:
    rows = Circumstance.objects.filter(kind=kind, account=Account.objects.get(name="Acme"))
    return list(rows.order_by("until").values_list("since", "until", "words"))


def _ticket(number: int, opened: str, closed: str = "", priority: str = "urgent") -> dict[str, Any]:
    return {
        "ticket_id": f"T{number}", "account_id": "A1", "subject": "Ana Lind is furious", "priority": priority,
        "opened_at": opened, "closed_at": closed,
    }  # fmt: skip


def test_grave_cases_that_are_open_are_one_circumstance_and_name_nobody(told: Told) -> None:
    told(
        tickets=[
            _ticket(1, "2026-11-03T09:00:00Z"),
            _ticket(2, "2026-11-10T09:00:00Z"),
            _ticket(3, "2026-11-01T09:00:00Z", "2026-11-02T09:00:00Z"),
            _ticket(4, "2026-10-01T09:00:00Z", priority="low"),
        ]
    )
    assert _around("escalation") == [(dt.date(2026, 11, 3), None, "case T1 and 1 more")]


def test_without_an_open_grave_case_there_is_none(told: Told) -> None:
    told(tickets=[_ticket(3, "2026-11-01T09:00:00Z", "2026-11-02T09:00:00Z")])
    assert _around("escalation") == []


def _contract(number: int, starts: str, ends: str = "", months: int | str = "", ended: str = "") -> dict[str, Any]:
    return {
        "subscription_id": f"S{number}", "account_id": "A1", "starts_on": starts, "term_ends_on": ends,
        "term_months": months, "ended_on": ended,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("contract", "ends"),
    [
        (_contract(1, "2026-01-01", "2026-12-31"), [dt.date(2026, 12, 31)]),
        (_contract(1, "2024-01-01", "2024-12-31", 12), [dt.date(2026, 12, 31)]),  # rolled over twice
        (_contract(1, "2024-02-01"), [dt.date(2027, 1, 31)]),  # the usual term of a year
        (_contract(1, "2026-11-23", "", 1), [dt.date(2026, 12, 22)]),
        (_contract(1, "2024-01-01", "2030-12-31"), []),  # beyond the horizon
        (_contract(1, "2024-01-01", "2026-12-31", 12, "2026-06-30"), []),  # over for good
        (_contract(1, "2027-01-01", "2027-12-31"), []),  # not begun
        (_contract(1, "2026-01-01", "2026-11-23"), [dt.date(2026, 11, 23)]),  # today is its last day
    ],
)
def test_the_next_end_of_a_term_is_published(told: Told, contract: dict[str, Any], ends: list[dt.date]) -> None:
    told(subscriptions=[contract])
    assert [until for _, until, _ in _around("renewal")] == ends


def test_an_open_renewal_deal_ends_a_term_too_and_a_closed_or_other_one_does_not(told: Told) -> None:
    def deal(number: int, kind: str, day: str, stage: str = "Negotiation") -> dict[str, Any]:
        return {
            "deal_id": f"D{number}", "account_id": "A1", "name": "X", "type": kind, "stage": stage, "close_date": day
        }  # fmt: skip

    told(
        subscriptions=[_contract(1, "2026-01-01", "2026-12-31")],
        deals=[
            deal(1, "Renewal", "2027-01-15"),
            deal(2, "Expansion", "2027-01-16"),
            deal(3, "Renewal", "2027-01-17", "Closed Lost"),
            deal(4, "Renewal", "2027-01-18", "Closed Won"),
            deal(5, "Renewal", "2026-10-01"),
            deal(6, "Renewal", "2026-12-31"),
        ],
    )
    assert [until for _, until, _ in _around("renewal")] == [dt.date(2026, 12, 31), dt.date(2027, 1, 15)]


def test_acts_and_help_become_deeds_on_the_ladder_where_policy_knows_the_word(told: Told) -> None:
    told(
        acts=[
            {"act_id": "X1", "contact_id": "C1", "activity_type": "G2 review", "done_at": "2026-03-01T23:30:00Z",
             "reward_announced": "A gift card", "prompted": "asked", "completed": "yes"},
            {"act_id": "X2", "account_id": "A1", "activity_type": "Dance", "done_at": "2026-04-01T10:00:00Z"},
            {"act_id": "X3", "contact_id": "C1", "activity_type": "Podcast", "done_at": "2026-04-02T10:00:00Z",
             "completed": "no"},
            {"act_id": "X4", "contact_id": "C1", "activity_type": "Podcast", "done_at": "2027-04-02T10:00:00Z"},
        ],
        community=[
            {"event_id": "E1", "email": "ana@acme.example", "kind": " Accepted  answer",
             "happened_at": "2026-05-01T10:00:00Z"},
            {"event_id": "E2", "email": "ana@acme.example", "kind": "like", "happened_at": "2026-05-02T10:00:00Z"},
        ],
    )  # fmt: skip
    ana, acme = Contact.objects.get().pk, Account.objects.get().pk
    assert list(
        Deed.objects.order_by("done_on").values_list(
            "contact", "account", "activity", "words", "done_on", "prompted", "rewarded"
        )
    ) == [
        (ana, acme, "public_review", "G2 review", dt.date(2026, 3, 1), "asked", True),
        (None, acme, "", "Dance", dt.date(2026, 4, 1), "", False),
        (ana, acme, "community_answer", "Accepted  answer", dt.date(2026, 5, 1), "", False),
    ]


def test_asks_of_a_person_become_approaches_and_other_messages_do_not(told: Told) -> None:
    told(
        messages=[
            {"message_id": "M1", "contact_id": "C1", "sent_at": "2026-03-01T10:00:00Z", "kind": "ask",
             "activity_type": "Case study", "answered_at": "2026-03-03T10:00:00Z", "answer": "declined"},
            {"message_id": "M2", "contact_id": "C1", "sent_at": "2026-04-01T10:00:00Z", "kind": "other"},
            {"message_id": "M3", "contact_id": "C1", "sent_at": "2026-05-01T10:00:00Z", "kind": "ask"},
            {"message_id": "M4", "account_id": "A1", "sent_at": "2026-05-01T10:00:00Z", "kind": "ask"},
        ]
    )  # fmt: skip
    assert list(
        Approach.objects.order_by("asked_on").values_list("activity", "words", "asked_on", "answer", "answered_on")
    ) == [
        ("case_study", "Case study", dt.date(2026, 3, 1), "declined", dt.date(2026, 3, 3)),
        ("", "", dt.date(2026, 5, 1), "", None),
    ]


def test_what_our_own_asks_led_to_is_not_told_twice(told: Told) -> None:
    told()
    own = Ask.objects.create(
        contact=Contact.objects.get(), account=Account.objects.get(), activity="webinar", state=AskState.THANKED,
        policy="p", proposed_at=NOON, changed_at=NOON, version=2, carried=2,
    )  # fmt: skip
    told(
        messages=[{"message_id": own.key, "contact_id": "C1", "sent_at": "2026-03-01T10:00:00Z", "kind": "ask"}],
        acts=[
            {"act_id": own.key, "contact_id": "C1", "activity_type": "webinar", "done_at": "2026-03-01T10:00:00Z"},
            {"act_id": "X9", "contact_id": "C1", "activity_type": "podcast", "done_at": "2026-03-02T10:00:00Z"},
        ],
    )
    assert not Approach.objects.exists()
    assert [deed.words for deed in Deed.objects.all()] == ["podcast"]


def test_a_run_replaces_what_the_run_before_it_told(told: Told) -> None:
    told(acts=[{"act_id": "X1", "contact_id": "C1", "activity_type": "podcast", "done_at": "2026-03-01T10:00:00Z"}])
    told(subscriptions=[_contract(1, "2026-01-01", "2026-12-31")])
    assert Deed.objects.count() == 1
    assert len(_around("renewal")) == 1


days = st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 31))


@given(starts=days, months=st.integers(1, 240), as_of=days, data=st.data())
def test_terms_roll_over_one_after_the_other_without_a_gap(
    starts: dt.date, months: int, as_of: dt.date, data: st.DataObject
) -> None:
    as_of = max(as_of, starts)
    end = term_end(starts, None, months, as_of=as_of)
    assert end is not None
    assert end >= as_of
    day = data.draw(st.dates(as_of, min(end, as_of + dt.timedelta(days=400))))
    assert term_end(starts, None, months, as_of=day) == end  # one term ends on one day, whenever one looks
    following = term_end(starts, None, months, as_of=end + dt.timedelta(days=1))
    assert following is not None
    assert abs((following - end).days - months * 30.44) < 4
