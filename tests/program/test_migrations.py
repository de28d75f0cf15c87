"""An empty database gets its tables at once: those that all steps lead to, which is how an older one gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE, LAST_OF_THEM = "0028_at_once", "0028_what_changed"
_TABLES = {
    "sqlite": ["SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"],
    "postgresql": [
        "SELECT table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default, is_identity "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
    ],
}


def tables(of: Any) -> set[str]:
    """Every column, constraint and index; SQLite's as the words of its statements, as the order of columns is free."""
    with of.cursor() as cursor:
        rows = [row for asked in _TABLES[of.vendor] for row in cursor.execute(asked).fetchall()]
    if of.vendor == "postgresql":
        return {str(row) for row in rows}
    return {" ".join(sorted(re.findall(r"[^\s,()]+", sql))) for (sql,) in rows}


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Any]:
    """A connection to an empty database beside that of the tests."""
    other = connections.create_connection("default")
    name = "beside" if connection.vendor == "postgresql" else str(tmp_path / "beside.sqlite3")
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE beside")
    yield other
    other.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE beside")


def plan(executor: MigrationExecutor, *, without: str = "") -> list[str]:
    """The steps of the program that are left to do."""
    leaves = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[1] != without]
    return [step.name for step, _back in executor.migration_plan(leaves) if step.app_label == "program"]


def test_step_by_step_a_database_gets_the_tables_that_an_empty_one_gets_at_once(beside: Any) -> None:
    assert plan(MigrationExecutor(beside))[0] == AT_ONCE
    executor = MigrationExecutor(beside)
    executor.loader = MigrationLoader(beside, replace_migrations=False)
    steps = plan(executor, without=AT_ONCE)
    assert AT_ONCE not in steps
    assert len(steps) >= 28
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[1] != AT_ONCE])
    there, here = tables(beside), tables(connection)
    assert (sorted(there - here), sorted(here - there)) == ([], [])
    assert len(here) > 300


def test_a_database_that_took_every_step_has_none_left_and_one_that_took_some_has_the_rest(beside: Any) -> None:
    recorder = MigrationExecutor(beside).recorder
    for app, name in MigrationExecutor(connection).recorder.applied_migrations():
        if name != AT_ONCE:
            recorder.record_applied(app, name)
    assert plan(MigrationExecutor(beside)) == []
    recorder.record_unapplied("program", LAST_OF_THEM)
    assert plan(MigrationExecutor(beside))[0] == LAST_OF_THEM
