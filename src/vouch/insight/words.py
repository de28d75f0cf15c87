"""How a word of a source is held against the word lists of a policy."""

from __future__ import annotations

import ibis.expr.types as ir


def as_word(text: ir.StringValue) -> ir.StringValue:
    """Lower case, with single spaces and none around it: as policy keeps its words."""
    return text.lower().strip().re_replace(r"\s+", " ")
