"""How is the program's database copied whole while others work in it, and put back?

SQLite copies itself in one step. PostgreSQL's own tools do it, in their own format, in one transaction each way.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from vouch.domain.errors import BadInput, Conflict, Refusal

_AS_ENVIRONMENT = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def is_postgresql() -> bool:
    """Whether the program's rows are in PostgreSQL."""
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def copy_sqlite(source: Path, target: Path) -> None:
    """Copies a database as it is at one moment, with what still lies in its log; only the owner can read the copy."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(source, timeout=20)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def dump_postgresql(target: Path) -> None:
    """Dumps the database as it is at one moment.

    Raises Refusal where pg_dump is missing or fails, in its own words.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])


def require_empty_postgresql() -> None:
    """Goes on only if there is nothing in the database yet. Raises Conflict."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        (tables,) = cursor.fetchone()
    if tables:
        raise Conflict(
            "database_not_empty",
            f"The database {settings.DATABASES['default']['NAME']} already holds {tables} tables. A backup is restored "
            "to an empty one: name it in VOUCH_DATABASE_URL.",
        )


def restore_postgresql(dump: Path) -> None:
    """Puts a dump back, all of it or nothing. Raises Refusal where pg_restore is missing or fails, in its own words."""
    connection.close()
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", [*options, f"--dbname={settings.DATABASES['default']['NAME']}", str(dump)])


def _run(program: str, arguments: Sequence[str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise Refusal(
            f"no_{program}",
            f"The database is PostgreSQL, and its {program} is not on the PATH. Install PostgreSQL's client programs; "
            "or treat the database by itself, as the page on backups says, and add --without-database.",
        )
    done = subprocess.run([found, *arguments], env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise BadInput(f"{program}_failed", f"{program} refused: {said[0] if said else done.returncode}.")


def _environment() -> dict[str, str]:
    """Where the database is, for PostgreSQL's own programs: a password on a command line could be read by others."""
    told: dict[str, Any] = settings.DATABASES["default"]
    named = {variable: str(told[name]) for name, variable in _AS_ENVIRONMENT.items() if told.get(name)}
    options = {f"PG{name.upper()}": value for name, value in told.get("OPTIONS", {}).items() if isinstance(value, str)}
    return {**os.environ, **options, **named}
