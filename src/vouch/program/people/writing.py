"""How are very many rows written at once? A table is replaced whole, in one transaction, by the quickest way there is.

The ORM would build an object for each row and cut statements at a thousand values: at five million cells that is
minutes. SQLite takes plain tuples; PostgreSQL takes a COPY. Readers see the old rows until the transaction ends.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

_BATCH = 2000


def replace_all(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Make these the only rows of the table. Returns how many there are.

    `columns` are field names; each row has a value for each, in plain types: text, numbers, yes or no, days, moments,
    None, lists and dicts (for JSON). Rows are read once and never held. Call it inside a transaction.
    """
    everything = model._base_manager.all()
    everything._raw_delete(everything.db)
    names = ", ".join(connection.ops.quote_name(_column(model, name)) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    plain = (tuple([_plain(value) for value in row]) for row in rows)
    if connection.vendor == "postgresql":
        count = _copy(f"COPY {table} ({names}) FROM STDIN", plain)
    else:
        count = _insert(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", plain)
    with connection.cursor() as cursor:  # so that the planner knows the new rows from the first page on
        cursor.execute(f"ANALYZE {table}")
    return count


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)


def _insert(statement: str, rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, _BATCH)):
            cursor.executemany(statement, chunk)
            count += len(chunk)
    return count


def _copy(statement: str, rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, default=_plain) if value else "{}" if isinstance(value, dict) else "[]"
