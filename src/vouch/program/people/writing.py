"""How are very many rows written at once? All that a table has to be waits first, and is moved in one transaction.

The ORM would build an object for each row and cut statements at a thousand values: at ten million cells that is
minutes. Rows are staged in a table of this connection alone, which nobody waits for, and then moved by the database
itself: SQLite takes plain tuples, PostgreSQL a COPY. Readers see the old rows until the transaction ends.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import islice
from typing import Any

from django.db import connection, models

from vouch.program.people.merging import PLACE, Staged, as_before, merge, replaced

_BATCH = 2000
LARGE = 20_000
"""Rows from which SQLite makes a table's indexes anew: sorting all at once is quicker than one by one."""
_FEW = 0.2
"""The share of other rows up to which SQLite leaves the rest as they are, and the indexes with them."""
_MANY = 0.1
"""The share of rows from which what the planner knows of a table is out of date."""
_ROOM = 128_000
"""Kilobytes of pages that SQLite keeps at hand meanwhile: with the usual 2,000 it writes pages of an index often."""
_SORTING = "64MB"
"""What PostgreSQL may hold two tables against each other in: with the usual 4 MB it writes them out first."""
_ALONE = 0x76637075
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def stage(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    same: Sequence[str] = (),
    along: Sequence[str] = (),
) -> Staged:
    """Have rows ready. Nobody waits meanwhile, where this is done before the transaction begins.

    `columns` are field names; each row has a value for each, in plain types: text, numbers, yes or no, days, moments,
    None, lists and dicts (for JSON). Rows are read once and never held. What was staged for the table before is gone.
    `same` are the columns that tell which row of the table one is, its primary key where nothing is said and that is
    among them. Raises IntegrityError where two rows are the same.
    """
    with staged_by_hand(model, columns, same=same, along=along) as (cursor, staged):
        names = ", ".join(staged.names())
        plain = (tuple([value if type(value) in _AS_THEY_ARE else _plain(value) for value in row]) for row in rows)
        if connection.vendor == "postgresql":
            count = _copy(cursor, f"COPY {staged.table} ({names}) FROM STDIN", plain)
        else:
            values = ", ".join(["%s"] * len(columns))
            count = _insert(cursor, f"INSERT INTO {staged.table} ({names}) VALUES ({values})", plain)
    return replace(staged, count=count)


@contextmanager
def staged_by_hand(
    model: type[models.Model], columns: Sequence[str], *, same: Sequence[str] = (), along: Sequence[str] = ()
) -> Iterator[tuple[Any, Staged]]:
    """A cursor that fills the table in which rows wait, for rows that follow from others that wait."""
    staged = Staged(model, tuple(columns), 0, tuple(same) or _key_of(model, columns), tuple(along))
    with _no_lock() if connection.vendor == "sqlite" else nullcontext(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {staged.table}")
        shape = f"SELECT {', '.join(staged.names())} FROM {staged.into} WHERE 1 = 0"
        cursor.execute(f"CREATE TEMP TABLE {staged.table} AS {shape}")
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {staged.table} ADD COLUMN {PLACE} bigint GENERATED ALWAYS AS IDENTITY")
        yield cursor, staged
        if staged.same and not staged.says_all:  # which also finds two that are the same
            _index(cursor, staged, "UNIQUE INDEX")
        elif staged.same and connection.vendor == "sqlite":  # PostgreSQL hashes them, quicker than it looks them up
            _index(cursor, staged, "INDEX")
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {staged.table}")


def alone() -> None:
    """Wait until nobody else publishes or forgets people; until this transaction ends nobody else begins.

    Else somebody who is forgotten meanwhile would be written once more. (SQLite lets one write anyway.)
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ALONE])


def counted(staged: Staged) -> Staged:
    """The same with how many rows wait by now."""
    return replace(staged, count=_count(f"SELECT count(*) FROM {staged.table}"))


def replace_all(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]], *, same: Sequence[str] = ()
) -> int:
    """Make these the only rows of the table, staged and moved at once. Returns how many there are.

    Rows are as `stage` takes them. Call it inside a transaction.
    """
    return move(stage(model, columns, rows, same=same))


def move(staged: Staged) -> int:
    """Make the staged rows the only ones of their table. Returns how many there are.

    Rows without a key keep the order they came in. Call it inside a transaction.
    """
    touched = _write_all(staged) if _mostly_new(staged) else _write_others(staged)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {staged.table}")
        if touched > _MANY * staged.count:  # so that the planner knows the new rows from the first page on
            cursor.execute(f"ANALYZE {staged.into}")
    return staged.count


def _mostly_new(staged: Staged) -> bool:
    """Whether it is quicker to make the indexes anew; PostgreSQL would keep readers out for as long as one is away."""
    if connection.vendor != "sqlite" or staged.count < LARGE:
        return False
    return _count(as_before(staged)) < (1 - _FEW) * staged.count


def _write_others(staged: Staged) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL work_mem = '{_SORTING}'")
        touched = 0
        for statement in merge(staged):
            cursor.execute(statement)
            touched += cursor.rowcount
    return touched


def _write_all(staged: Staged) -> int:
    everything = staged.model._base_manager.all()
    with _indexes_anew(staged.into), connection.cursor() as cursor:
        everything._raw_delete(everything.db)
        cursor.execute(replaced(staged))
    return staged.count


@contextmanager
def _indexes_anew(table: str) -> Iterator[None]:
    """Room for a large table in SQLite, and its indexes made anew afterwards; all of it in the same transaction."""
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


def _index(cursor: Any, staged: Staged, kind: str) -> None:
    within = "temp." if connection.vendor == "sqlite" else ""
    known_by = ", ".join(staged.names(only=staged.same))
    cursor.execute(f"CREATE {kind} {within}{staged.index} ON {staged.table} ({known_by})")


def _key_of(model: type[models.Model], columns: Sequence[str]) -> tuple[str, ...]:
    key = model._meta.pk
    return (key.name,) if key is not None and key.name in columns else ()


def _count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def _insert(cursor: Any, statement: str, rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    while chunk := list(islice(rows, _BATCH)):
        cursor.executemany(statement, chunk)
        count += len(chunk)
    return count


def _copy(cursor: Any, statement: str, rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with cursor.copy(statement) as copy:
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
