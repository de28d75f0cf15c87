"""How words of sources are made alike, so that they can be held against each other and against those of a policy."""

from __future__ import annotations

from collections.abc import Callable

import ibis.expr.types as ir


def lower(text: ir.StringValue) -> ir.StringValue:
    """In small letters, one for one. Some engines make two signs of a dotted capital I, and two of sigmas."""
    return text.replace("İ", "i").replace("Σ", "σ").lower()


def as_word(text: ir.StringValue) -> ir.StringValue:
    """Lower case, with single spaces and none around it: as policy keeps its words."""
    return lower(text).strip().re_replace(r"\s+", " ")


def by_text(rows: ir.Table, text: str, **columns: Callable[[ir.StringValue], ir.Value]) -> ir.Table:
    """`rows`, a table, with columns made of one of its texts; null where the text is.

    Each different text is looked at once, however many rows say it: a million answers are to a few questions.
    """
    words = rows.select(_text=rows[text]).distinct()
    words = words.select("_text", **{name: make(words["_text"]) for name, make in columns.items()})
    return rows.left_join(words, rows[text] == words["_text"]).drop("_text")
