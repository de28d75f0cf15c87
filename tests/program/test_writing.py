"""Half a million rows are written as ten are: the same rows, the same indexes, and nobody waits while they are read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from tests.program.cast import account, contact, know, owner, placed, publish
from vouch.program.findings import actions as findings
from vouch.program.findings.models import Circumstance, Placement
from vouch.program.findings.rows import CircumstanceRow
from vouch.program.people import writing
from vouch.program.people.models import Account, Contact

FIRMS = [account(n, f"Firm {n}", segment="Food", yearly_value=100.0 * n, owner=owner(1).id) for n in (3, 1, 2)]
PEOPLE = [contact(n, FIRMS[0], f"Ana {n}", also=(("hubspot", f"h{n}"),)) for n in (5, 4)]
STANDS = [
    placed(FIRMS[0], "loyal", at_risk=True, reasons=[{"reason": "silence", "hard": False}], missing=["acts"]),
    *(placed(one, "satisfied") for one in FIRMS[1:]),
    *(placed(one, "advocate", personal_advocate=True) for one in PEOPLE),
]


def _everything() -> dict[str, Any]:
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())  # type: ignore[attr-defined]
        for model in (Account, Contact, Placement)
    }


def _indexes() -> set[str]:
    with connection.cursor() as cursor:
        return {
            name
            for table in ("program_account", "program_contact", "program_placement")
            for name in connection.introspection.get_constraints(cursor, table)
        }


def _written() -> tuple[dict[str, Any], set[str]]:
    know(FIRMS, PEOPLE, [owner(1)])
    publish(STANDS)
    return _everything(), _indexes()


@pytest.mark.django_db
def test_many_rows_are_the_same_rows_with_the_same_indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    few, indexes = _written()
    assert [len(rows) for rows in few.values()] == [3, 2, 5]
    monkeypatch.setattr(writing, "LARGE", 1)
    assert _written() == (few, indexes)


@pytest.mark.django_db
def test_what_breaks_half_way_leaves_rows_and_indexes_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _written()
    monkeypatch.setattr(writing, "LARGE", 1)
    twice = [placed(FIRMS[0], "loyal"), placed(FIRMS[0], "advocate")]
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        publish(twice)
    assert (_everything(), _indexes()) == before


@pytest.mark.django_db(transaction=True)
def test_what_is_ready_is_seen_by_nobody_until_it_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = _written()
    ready = findings.ready([placed(FIRMS[1], "loyal")])
    assert ready.placements.count == 1
    assert _everything() == before
    publish(ready)  # type: ignore[arg-type]
    assert [(row.subject, row.stage) for row in Placement.objects.all()] == [(FIRMS[1].id, "loyal")]


@pytest.mark.django_db
def test_rows_without_a_key_of_their_own_keep_the_order_they_came_in() -> None:
    _written()
    days = [CircumstanceRow(account=one.id, kind="escalation", words=f"case {n}") for n, one in enumerate(FIRMS)]
    publish(STANDS, circumstances=days)
    assert [row.words for row in Circumstance.objects.order_by("pk")] == ["case 0", "case 1", "case 2"]
