"""The words of a rung, said to the person who is asked."""

from __future__ import annotations

import re

_TO_YOU = {"their": "your", "they": "you", "the company's": "your company's"}
_SAID = re.compile(rf"\b({'|'.join(_TO_YOU)})\b")


def to_you(words: str) -> str:
    """A rung's words, turned to its reader.

    >>> to_you("a public quote with their name")
    'a public quote with your name'
    >>> to_you("the company's logo")
    "your company's logo"
    """
    return _SAID.sub(lambda found: _TO_YOU[found[1]], words)
