"""The tables of the tests are made from the models at once; here it is shown that migrating leads to the same."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.program.tables import migrated, shape

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[str]:
    """The name of an empty database beside that of the tests."""
    if connection.vendor == "sqlite":
        yield str(tmp_path / "beside.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_beside"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def test_whoever_migrates_has_the_tables_of_the_models(beside: str) -> None:
    with get_context("spawn").Pool(1) as own:
        there = own.apply(migrated, (beside,))
    of_the_models = shape(connection)
    assert sorted(there - of_the_models) == []
    assert sorted(of_the_models - there) == []
    assert len(there) > 500


def test_the_migrations_say_what_the_models_say(settings: Any) -> None:
    settings.MIGRATION_MODULES = {}
    call_command("makemigrations", "program", check=True, dry_run=True, verbosity=0)
