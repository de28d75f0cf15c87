"""Which number did somebody write into a field? Signs that are digits to Unicode only, and more than a database keeps,
are none."""

from __future__ import annotations

_MOST = 18
"""Digits: with one more it might be above what a database keeps."""


def whole(text: str) -> int | None:
    """The whole number, 0 or more, that stands there; None for anything else.

    >>> whole(" 40 "), whole("²"), whole("-1"), whole("9" * 30), whole("")
    (40, None, None, None, None)
    """
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= _MOST else None
