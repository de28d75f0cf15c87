"""How is a name compared? Without case, accents and blanks that do not matter, so that a search finds what is meant."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text as lists sort it and searches compare it.

    >>> fold("  Ørsted  Énergie ")
    'orsted energie'
    """
    plain = text
    for _ in range(2):  # a compatibility form can bring out a capital, and a capital a compatibility form
        plain = unicodedata.normalize("NFKD", plain.casefold().translate(_LETTERS))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i"})
