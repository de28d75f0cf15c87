"""On SQLite the tables of the tests are made from the models at once; migrating leads to the same."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.program.tables import migrated, shape

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="on PostgreSQL the tests' tables are migrated")
def test_whoever_migrates_has_the_tables_of_the_models(tmp_path: Path) -> None:
    with get_context("spawn").Pool(1) as own:
        there = own.apply(migrated, (str(tmp_path / "beside.sqlite3"),))
    of_the_models = shape(connection)
    assert sorted(there - of_the_models) == []
    assert sorted(of_the_models - there) == []
    assert len(there) > 500


def test_the_migrations_say_what_the_models_say(settings: Any) -> None:
    settings.MIGRATION_MODULES = {}
    call_command("makemigrations", "program", check=True, dry_run=True, verbosity=0)
