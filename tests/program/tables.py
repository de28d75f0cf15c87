"""What tables a database has, told so that two can be compared."""

from __future__ import annotations

from typing import Any

from vouch.project.start import start


def shape(asked: Any) -> set[str]:
    """Every column, constraint and index of our tables."""
    found: set[str] = set()
    with asked.cursor() as cursor:
        for table in asked.introspection.table_names(cursor):
            if not table.startswith("program_"):
                continue
            for column in asked.introspection.get_table_description(cursor, table):
                said = (column.name, column.type_code, column.internal_size, column.null_ok, column.default)
                found.add(f"{table}: {said}")
            for name, constraint in asked.introspection.get_constraints(cursor, table).items():
                if name.startswith("__unnamed"):
                    continue
                columns = constraint["columns"] or []
                ordered = columns if constraint["index"] else sorted(columns)
                named = "points" if name.startswith("fk_") else name  # SQLite numbers them
                found.add(f"{table}: {named} { {**constraint, 'columns': ordered, 'definition': None} }")
    return found


def migrated(name: str) -> set[str]:
    """The tables of the database of that name once it is migrated: for a process of its own."""
    start()
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict["NAME"] = name
    call_command("migrate", interactive=False, verbosity=0)
    found = shape(connection)
    connection.close()
    return found
