"""How words of sources are made alike, so that they can be held against each other and against those of a policy."""

from __future__ import annotations

import ibis.expr.types as ir


def lower(text: ir.StringValue) -> ir.StringValue:
    """In small letters, one for one. Some engines make two signs of a dotted capital I, and two of sigmas."""
    return text.replace("İ", "i").replace("Σ", "σ").lower()


def as_word(text: ir.StringValue) -> ir.StringValue:
    """Lower case, with single spaces and none around it: as policy keeps its words."""
    return lower(text).strip().re_replace(r"\s+", " ")
