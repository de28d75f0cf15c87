"""How do staged rows become a table's only ones? By touching those alone that are others than before.

What a run finds differs in little from what the run before found, and a row that is written costs every index of its
table: half a million rows that are all written anew take minutes of PostgreSQL, and two gigabytes of its log. Three
statements that look at all rows at once find those that are gone, those that changed, and those that are new.

A row is the same as one of the table by its key (`same`); without one by its place, so that rows keep the order they
came in; and where nothing but its key is written, by all that it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, models

PLACE = "staged_place"
"""Counts the rows that wait in PostgreSQL; SQLite has `rowid` for that."""


@dataclass(frozen=True)
class Staged:
    """Rows that wait in this connection for a transaction that makes them a table's only ones.

    `same`: by which columns a row is one that the table has; none where rows go by their place. `along`: columns that
    are written with a row that is another than before, and make it no other by themselves.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    count: int
    same: tuple[str, ...] = ()
    along: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table they wait in."""
        return _quoted(f"staged_{self.model._meta.db_table}")

    @property
    def into(self) -> str:
        """The table they are for."""
        return _quoted(self.model._meta.db_table)

    @property
    def key(self) -> str:
        """The column of that table's primary key."""
        return _quoted(str(self.model._meta.pk.column))

    def names(self, of: str = "", only: Sequence[str] | None = None) -> list[str]:
        """The columns as the database calls them, of the table that goes by `of`; `only` these."""
        fields = [self.model._meta.get_field(name) for name in (self.columns if only is None else only)]
        names = [_quoted(str(field.column)) for field in fields if isinstance(field, models.Field)]
        return [f"{of}.{name}" if of else name for name in names]

    @property
    def says_all(self) -> bool:
        """Whether nothing is written but what a row is known by."""
        return bool(self.same) and set(self.same) == set(self.columns)

    @property
    def index(self) -> str:
        """What the index is called by which rows that wait are known."""
        return f"same_{self.model._meta.db_table}"

    @property
    def looked_up(self) -> bool:
        """Whether SQLite finds a row by all that it says in an index of the table: quicker than sorting both."""
        indexes = (tuple(index.fields) for index in self.model._meta.indexes if index.condition is None)
        return connection.vendor == "sqlite" and self.says_all and self.same in indexes


def as_before(staged: Staged) -> str:
    """A statement that counts the rows that the table has already, just as they wait."""
    if staged.looked_up:
        known = f"SELECT 1 FROM {staged.into} AS o WHERE {_match(staged)}"
        waiting = f"{staged.table} AS s INDEXED BY {staged.index}"  # in its order, so that pages are met once
        return f"SELECT count(*) FROM {waiting} WHERE EXISTS ({known})"
    if staged.says_all:
        rows = ", ".join(staged.names())
        return f"SELECT count(*) FROM (SELECT {rows} FROM {staged.table} INTERSECT SELECT {rows} FROM {staged.into}) i"
    there = staged.into if staged.same else _numbered(staged, "*")
    pair = f"{_match(staged)} AND NOT {_other(staged)}"
    return f"SELECT count(*) FROM {_waiting(staged)} AS s JOIN {there} AS o ON {pair}"


def merge(staged: Staged) -> Iterator[str]:
    """Three statements that make the table what waits: they take away, change, and add."""
    names = ", ".join(staged.names())
    written = f"INSERT INTO {staged.into} ({names}) SELECT {names} FROM"
    there = f"SELECT 1 FROM {staged.table} AS s WHERE"
    if staged.says_all:
        yield f"DELETE FROM {staged.into} AS o WHERE NOT EXISTS ({there} {_match(staged)})"
        new = f"SELECT {names} FROM {staged.table} EXCEPT SELECT {names} FROM {staged.into}"
        if staged.looked_up:
            known = f"SELECT 1 FROM {staged.into} AS o WHERE {_match(staged)}"
            new = f"SELECT DISTINCT {names} FROM {staged.table} AS s WHERE NOT EXISTS ({known})"
        yield f"{written} ({new}) AS n ORDER BY {names}"
    elif staged.same:
        yield f"DELETE FROM {staged.into} AS o WHERE NOT EXISTS ({there} {_match(staged)})"
        yield f"{_changed(staged)} FROM {staged.table} AS s WHERE {_match(staged)} AND {_other(staged)}"
        known = f"SELECT 1 FROM {staged.into} AS o WHERE {_match(staged)}"
        order = ", ".join(staged.names(only=staged.same))
        yield f"{written} {staged.table} AS s WHERE NOT EXISTS ({known}) ORDER BY {order}"
    else:
        key, numbered, waiting = staged.key, _numbered(staged, staged.key), _waiting(staged)
        last = f"SELECT o.{key} FROM {numbered} AS o WHERE o.{PLACE} > (SELECT count(*) FROM {staged.table})"
        yield f"DELETE FROM {staged.into} WHERE {key} IN ({last})"
        pair = f"p.{PLACE} = s.{PLACE} AND o.{key} = p.{key} AND {_other(staged)}"
        yield f"{_changed(staged)} FROM {waiting} AS s, {numbered} AS p WHERE {pair}"
        yield f"{written} {waiting} AS s WHERE s.{PLACE} > (SELECT count(*) FROM {staged.into}) ORDER BY s.{PLACE}"


def replaced(staged: Staged) -> str:
    """A statement that writes everything that waits, into a table that is empty."""
    names = ", ".join(staged.names())
    order = ", ".join(staged.names(only=staged.same)) or PLACE
    return f"INSERT INTO {staged.into} ({names}) SELECT {names} FROM {_waiting(staged)} AS s ORDER BY {order}"


def _changed(staged: Staged) -> str:
    written = [name for name in staged.columns if name not in staged.same]
    return f"UPDATE {staged.into} AS o SET " + ", ".join(f"{name} = s.{name}" for name in staged.names(only=written))


def _match(staged: Staged) -> str:
    if not staged.same:
        return f"o.{PLACE} = s.{PLACE}"
    alike = "s.{0} = o.{0}"
    if staged.says_all:  # such a row may leave something out; PostgreSQL hashes what is equal alone
        both = "coalesce(s.{0}, '') = coalesce(o.{0}, '') AND (s.{0} IS NULL) = (o.{0} IS NULL)"
        alike = "s.{0} IS o.{0}" if connection.vendor == "sqlite" else both
    return " AND ".join(alike.format(name) for name in staged.names(only=staged.same))


def _other(staged: Staged) -> str:
    """That a row says something else than before. Two that both say nothing say the same."""
    told = [name for name in staged.columns if name not in {*staged.same, *staged.along}]
    if connection.vendor == "sqlite":
        return f"NOT ({' AND '.join(f'o.{name} IS s.{name}' for name in staged.names(only=told))})"
    old, new = (", ".join(staged.names(of, told)) for of in "os")
    return f"ROW({old}) IS DISTINCT FROM ROW({new})"


def _numbered(staged: Staged, columns: str) -> str:
    """The rows of the table with the place of each."""
    return f"(SELECT {columns}, row_number() OVER (ORDER BY {staged.key}) AS {PLACE} FROM {staged.into})"


def _waiting(staged: Staged) -> str:
    """The rows that wait, with the place of each."""
    if staged.same or connection.vendor == "postgresql":
        return staged.table
    return f"(SELECT *, rowid AS {PLACE} FROM {staged.table})"


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
