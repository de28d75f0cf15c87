"""How are very many rows written at once? A table is replaced whole, in one transaction, by the quickest way there is.

The ORM would build an object for each row and cut statements at a thousand values: at ten million cells that is
minutes. Rows are staged in a table of this connection alone, which nobody waits for, and then moved by the database
itself: SQLite takes plain tuples, PostgreSQL a COPY. Readers see the old rows until the transaction ends.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db import connection, models

_BATCH = 2000
LARGE = 20_000
"""Rows from which SQLite makes a table's indexes anew: sorting all at once is quicker than one by one."""
_ROOM = 128_000
"""Kilobytes of pages that SQLite keeps at hand meanwhile: with the usual 2,000 it writes pages of an index often."""
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


@dataclass(frozen=True)
class Staged:
    """Rows that wait in this connection for a transaction that makes them a table's only ones."""

    model: type[models.Model]
    columns: tuple[str, ...]
    count: int

    @property
    def table(self) -> str:
        """The table they wait in."""
        return connection.ops.quote_name(f"staged_{self.model._meta.db_table}")


def stage(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Staged:
    """Have rows ready. Nobody waits meanwhile, where this is done before the transaction begins.

    `columns` are field names; each row has a value for each, in plain types: text, numbers, yes or no, days, moments,
    None, lists and dicts (for JSON). Rows are read once and never held. What was staged for the table before is gone.
    """
    staged, names = _begun(model, columns), _names(model, columns)
    plain = (tuple([value if type(value) in _AS_THEY_ARE else _plain(value) for value in row]) for row in rows)
    if connection.vendor == "postgresql":
        count = _copy(f"COPY {staged.table} ({names}) FROM STDIN", plain)
    else:
        with _no_lock():
            count = _insert(f"INSERT INTO {staged.table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", plain)
    return Staged(model, staged.columns, count)


@contextmanager
def staged_by_hand(model: type[models.Model], columns: Sequence[str]) -> Iterator[tuple[Any, Staged]]:
    """A cursor that fills the table in which rows wait, for rows that follow from others that wait."""
    staged = _begun(model, columns)
    with _no_lock() if connection.vendor == "sqlite" else nullcontext(), connection.cursor() as cursor:
        yield cursor, staged


def counted(staged: Staged) -> Staged:
    """The same with how many rows wait by now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {staged.table}")
        return replace(staged, count=cursor.fetchone()[0])


def _begun(model: type[models.Model], columns: Sequence[str]) -> Staged:
    """An empty table of this connection for such rows."""
    staged = Staged(model, tuple(columns), 0)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {staged.table}")
        shape = f"SELECT {_names(model, columns)} FROM {_table(model)} WHERE 1 = 0"
        cursor.execute(f"CREATE TEMP TABLE {staged.table} AS {shape}")
    return staged


def replace_all(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Make these the only rows of the table, staged and moved at once. Returns how many there are.

    Rows are as `stage` takes them. Call it inside a transaction.
    """
    return move(stage(model, columns, rows))


def move(staged: Staged) -> int:
    """Make the staged rows the only ones of their table, in the order of its keys. Returns how many there are.

    Call it inside a transaction.
    """
    table, names = _table(staged.model), _names(staged.model, staged.columns)
    everything = staged.model._base_manager.all()
    with _at_once(table, staged.count), connection.cursor() as cursor:
        everything._raw_delete(everything.db)
        key = staged.model._meta.pk
        order = f" ORDER BY {_names(staged.model, [key.name])}" if key and key.name in staged.columns else ""
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {staged.table}{order}")
        cursor.execute(f"DROP TABLE {staged.table}")
    with connection.cursor() as cursor:  # so that the planner knows the new rows from the first page on
        cursor.execute(f"ANALYZE {table}")
    return staged.count


@contextmanager
def _at_once(table: str, count: int) -> Iterator[None]:
    """Room for a large table in SQLite, and its indexes made anew afterwards; all of it in the same transaction."""
    if connection.vendor != "sqlite" or count < LARGE:
        yield  # PostgreSQL would keep readers out for as long as an index is away
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        (room,) = cursor.fetchone()
        cursor.execute(f"PRAGMA cache_size = -{_ROOM}")
        try:
            cursor.execute(_INDEXES, [table.strip('"')])
            indexes = cursor.fetchall()
            for name, _sql in indexes:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
            yield
            for _name, sql in indexes:
                cursor.execute(sql)
        finally:
            cursor.execute(f"PRAGMA cache_size = {room}")


@contextmanager
def _no_lock() -> Iterator[None]:
    """One transaction for the staging of SQLite that writes to nobody's file; none where there is one already.

    `transaction.atomic` would hold the file's one lock for writers.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(model: type[models.Model], columns: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(_column(model, name)) for name in columns)


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
