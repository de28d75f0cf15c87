"""What a table and a column are, in the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Type(StrEnum):
    """The type of a column, in the words of a person who fills in a file."""

    ID = "id"  # an identifier of the source, kept as it is; stored as text
    TEXT = "text"
    EMAIL = "email"  # lower-cased, stored as text
    NUMBER = "number"  # stored as 64-bit float
    COUNT = "count"  # whole number, stored as 64-bit integer
    YES_NO = "yes_no"  # stored as boolean
    DATE = "date"  # a day; as an instant it is the end of that day in the company's time zone
    TIME = "time"  # an instant; a bare date is taken as the end of that day. Stored as UTC timestamp (microseconds)
    CHOICE = "choice"  # one of `choices`, stored as text


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name, type, one sentence, and whether a row is unreadable without it."""

    name: str
    type: Type
    doc: str
    required: bool = False
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    personal: bool = False
    """True where the cell may name or describe a person: left out of Delta statistics, looked at by erasure."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: its sentence, its columns, and which of them make a row the same row when it comes again.

    `key` names the columns of the natural key; where all of them are empty the whole row is its own key.
    `one_of` lists groups of columns of which at least one must be filled in.
    `happens` names the column that says when it happened; None for a table that describes (accounts, contacts).
    `versioned` tables keep every version, each valid from its modification or export time.
    """

    name: str
    sentence: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    happens: str | None = None
    versioned: bool = False
    one_of: tuple[tuple[str, ...], ...] = field(default=())

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises KeyError when the table has none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in file order."""
        return tuple(column.name for column in self.columns)
