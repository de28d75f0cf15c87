"""The words of a text as they are looked for, in any script: without case and accents, with light endings taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_RUN = re.compile(r"[^\W_]+\*?")
_NO_BLANKS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ENDINGS = ("ings", "ing", "ies", "es", "ed", "en", "er", "s", "e", "n", "y")
_LITTLE = """\
    a about after all also an and any are as at be because been before but by can could did do does down for from get
    got had has have her here his how i if in into is it its just kept left less like made make many may more most much
    my need no not now of off on once one only or other our out over people same she should so some still such than that
    the their them then there these they thing this those through to too under until up us very was we were what when
    where whether which while who whose why will with without would yet you your"""
LITTLE = frozenset(_LITTLE.split())
"""Words of English that say of nothing what it is about: that nobody has written them is no news."""
_LEAST = 4
"""So many letters are left of a word at least."""


def stems(text: str) -> Iterator[str]:
    """The stems of a text in order. Scripts without blanks give pairs of signs; a word may end in * where it is begun.

    >>> list(stems("Migrating KYC-checks in Zürich")), list(stems("migrat*"))
    (['migrat', 'kyc', 'check', 'in', 'zurich'], ['migrat*'])
    >>> list(stems("支払い"))
    ['支払', '払い']
    """
    return (found for _written, found in words(text))


def words(text: str) -> Iterator[tuple[str, str]]:
    """Each word of a text as it is written there, without case and accents, and its stem.

    >>> list(words("Used widely"))
    [('used', 'used'), ('widely', 'widel')]
    """
    for found in _RUN.findall(_plain(text)):
        if _NO_BLANKS.search(found):
            signs = found.rstrip("*")
            for at in range(max(len(signs) - 1, 1)):
                yield signs[at : at + 2], signs[at : at + 2]
        else:
            yield found, found if found.endswith("*") else stem(found)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending, never shorter than four letters.

    >>> stem("payments"), stem("companies"), stem("company"), stem("used"), stem("bus")
    ('payment', 'compan', 'compan', 'used', 'bus')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    # accents of Latin, Greek and Cyrillic go; signs that make another letter elsewhere stay
    kept = "".join(sign for sign in parts if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", kept)
