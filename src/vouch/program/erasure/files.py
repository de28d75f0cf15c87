"""Is what was deleted gone from the database's files too?"""

from __future__ import annotations

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from vouch.domain.errors import Conflict, Fault


def wipe() -> None:
    """Make sure that it is: nothing deleted, no old version of a row, no sample in a statistic is left in the files.

    SQLite overwrites what is deleted by setting; its log is folded in and emptied here. PostgreSQL writes the tables
    anew; what its own logs and backups hold, the run book says how to treat. Takes seconds; others wait meanwhile.

    Raises Fault inside a transaction, and Conflict where somebody read all the time, so that the log was not emptied.
    """
    if connection.in_atomic_block:
        raise Fault("what was deleted can be wiped only after the transaction that deleted it")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = [model._meta.db_table for model in apps.get_app_config("program").get_models()]
            for table in (*tables, Session._meta.db_table):
                cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _, _ = cursor.fetchone()
            if busy:
                raise Conflict(
                    "database_busy",
                    "What was deleted still lies in the log of the database, as somebody was reading all the time. "
                    "Do it again in a moment; it can be done any number of times.",
                )
