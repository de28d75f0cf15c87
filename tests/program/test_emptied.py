"""After a test that commits, the next one finds the tables as they were made."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.emptied import MADE, empty
from tests.program.asks.town import Town, invited

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, int]:
    """How many rows each table has."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith("sqlite_"):  # what SQLite notes of the tables
                continue
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")
            found[name] = cursor.fetchone()[0]
    return found


def test_no_row_stays_in_any_table_but_those_that_come_with_them() -> None:
    before = rows()
    assert {name for name, count in before.items() if count} == MADE
    invited(Town())
    filled: Any = {name for name, count in rows().items() if count}
    assert {"program_ask", "program_step", "program_contact", "program_user", "program_placement"} <= filled
    TransactionTestCase("__init__")._fixture_teardown()  # type: ignore[attr-defined]
    assert rows() == before
    assert TransactionTestCase._fixture_teardown is empty  # type: ignore[attr-defined]
