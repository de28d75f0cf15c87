"""Text that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

from typing import Any

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def neutral(cell: Any) -> Any:
    """The cell, with an apostrophe before text that would be run as a formula.

    Numbers stay numbers. Leading blanks do not hide a formula, so they are looked through.

    >>> neutral("=1+1"), neutral("Acme"), neutral(-3), neutral("  @SUM(A1)")
    ("'=1+1", 'Acme', -3, "'  @SUM(A1)")
    """
    if not isinstance(cell, str):
        return cell
    text = cell.lstrip(" \u00a0\ufeff\u200b")
    dangerous = text.startswith(DANGEROUS) or cell.startswith(DANGEROUS)
    return f"'{cell}" if dangerous else cell
