"""Which words ask for a favour? An ask names what is in it for the person; it never begs."""

from __future__ import annotations

import re

_BEGGING = re.compile(
    r"\b(favou?rs?|beg|kindly|be so kind|we would (?:really )?appreciate|(?:please )?help us out|do us|owe us|"
    r"as a thank[- ]you for your (?:review|reference)|in return for)\b",
    re.IGNORECASE,
)


def begging(text: str) -> str:
    """The first words of `text` that ask for a favour; empty where none do.

    >>> begging("Could you do us a favour?"), begging("Sixty peers will see your method.")
    ('do us', '')
    """
    found = _BEGGING.search(text)
    return found[0] if found else ""
