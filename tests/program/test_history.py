"""A change is written down inside its transaction, in ids and words only, and read newest first."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.program.cast import ines
from vouch.domain.errors import Fault
from vouch.program.history import queries
from vouch.program.history.actions import record
from vouch.program.history.models import Change


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_the_transaction_of_its_change_is_a_bug() -> None:
    with pytest.raises(Fault, match="outside the transaction"):
        record(by=None, action="import", kind="batch", object_id="b1")
    assert Change.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_line_goes_when_its_change_fails() -> None:
    with transaction.atomic():
        record(by=None, action="import", kind="batch", object_id="b1")
        transaction.set_rollback(True)
    assert Change.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Ana Lind", "ana@example.org", {"name": "Ana"}, ["b1", "Ana Lind"], "x" * 65, b"x"])
def test_names_and_sentences_stay_out(value: object) -> None:
    with pytest.raises(Fault, match="only ids, numbers, dates"):
        record(by=None, action="import", kind="batch", object_id="b1", what=value)


@pytest.mark.django_db
def test_lines_are_read_newest_first_page_by_page_and_narrowed() -> None:
    me = ines()
    for number in range(5):
        record(by=me if number % 2 else None, action="import", kind="batch", object_id=f"b{number}", rows=number)
    first = queries.changes(action="import", limit=2)
    assert [line.object_id for line in first] == ["b4", "b3"]
    second = queries.changes(action="import", limit=9, before=first[-1].pk)
    assert [line.object_id for line in second] == ["b2", "b1", "b0"]
    assert [line.object_id for line in queries.changes(by=me.pk, kind="batch")] == ["b3", "b1"]
    assert [line.data for line in queries.changes(object_id="b2")] == [{"rows": 2}]
    assert queries.actions_seen() == ["create_administrator", "import"]
