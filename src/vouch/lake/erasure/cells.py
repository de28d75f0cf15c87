"""Which cells of a table may name a person, and what is put in their place."""

from __future__ import annotations

from vouch.lake.shape import stored_columns
from vouch.tables.shape import Column, Type

GONE = "(erased)"
"""What stands where words had to go and the table does not allow nothing."""

_MACHINE = frozenset({"key", "system", "batch"})
_NAMED = frozenset({"name", "first_name", "last_name", "by"})
_STRINGS = frozenset({Type.ID, Type.TEXT, Type.EMAIL})
MARK = 0x5E1F_0E2A_5ED0_0001
"""A row some words of which were erased has its hash of content changed by this, so that it is another content."""


def spoken(table: str) -> list[Column]:
    """The columns that hold words of files: any of them may carry an address or a full name.

    >>> [column.name for column in spoken("competitors")]
    ['account_id', 'competitor', 'where', 'file', 'attributes']
    """
    return [c for c in stored_columns(table) if c.type in _STRINGS and c.name not in _MACHINE]


def free_text(table: str) -> list[Column]:
    """Those in which people are spoken of rather than recorded: a single name counts there.

    >>> [column.name for column in free_text("tickets")]
    ['subject', 'file', 'attributes']
    """
    return [c for c in spoken(table) if c.personal and c.type is Type.TEXT and c.name not in _NAMED]


def instead(column: Column) -> str | None:
    """What is put in place of a cell that named the person."""
    return GONE if column.required else None
