"""Does the database have the tables of this version, so that it can be asked at all?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from vouch.runs.doctor.finding import Finding, Weight


def found() -> Iterator[Finding]:
    """That tables were never made, where only commands worked here, or that they are those of an earlier version.

    Nothing is made by asking, not even the empty file that a first connection to SQLite leaves.
    """
    if _never_made():
        yield Finding(
            code="never_opened",
            what="database",
            weight=Weight.KNOW,
            sentence="Nobody has opened the workspace of this folder yet, so no placement is kept and nobody works.",
            mend="vouch serve",
        )
        return
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield Finding(
            code="tables_behind",
            what="database",
            weight=Weight.WRONG,
            sentence="The tables of the database are those of an earlier version; what they hold is not looked at.",
            mend="vouch serve",
            figures={"missing": len(missing)},
        )


def _never_made() -> bool:
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        file = Path(connection.settings_dict["NAME"])
        if not file.is_file() or not file.stat().st_size:
            return True
    return not connection.introspection.table_names()
