"""When are two names alike? Without case, accents, order and legal forms, and with room for a slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

ALIKE = 90.0
"""Names are alike from here on, of 100."""
_LEGAL = frozenset(
    """
    ab ag aps as asa bv co company corp corporation eg ek gmbh inc incorporated kft kg kgaa limited llc
    llp lp ltd mbh nv oy oyj plc pte pty sa sarl sas se sl spa srl sro ug zrt the and und et
    """.split()  # noqa: SIM905 - words are read more easily than a list of strings
)
_TITLES = frozenset(
    """
    dr prof mr mrs ms herr frau ing dipl phd mba jr sr
    """.split()  # noqa: SIM905 - words are read more easily than a list of strings
)
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ß": "ss", "þ": "th", "ð": "d", "ı": "i", "&": " and "}
)
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_BREAK = re.compile(r"[\W_]+")
_SECOND = frozenset(
    """
    co com org net gov ac edu or ne
    """.split()  # noqa: SIM905 - words are read more easily than a list of strings
)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared.

    >>> words("Ørsted  A.S. – Énergie")
    ('orsted', 'as', 'energie')
    """
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), text.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", joined)
    return tuple(_BREAK.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def company_words(name: str) -> tuple[str, ...]:
    """The words of a company's name without its legal form, unless nothing else is left.

    >>> company_words("The Acme Robotics Co. Ltd."), company_words("Company AG")
    (('acme', 'robotics'), ('company', 'ag'))
    """
    every = words(name)
    return tuple(word for word in every if word not in _LEGAL) or every


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, without titles.

    >>> person_words("Dr. Ana-Sofia Núñez")
    ('ana', 'sofia', 'nunez')
    """
    return tuple(word for word in words(name) if word not in _TITLES)


@lru_cache(maxsize=65536)
def mailbox_words(email: str) -> tuple[str, ...]:
    """The words that an address has before its @, without figures.

    >>> mailbox_words("ana.nunez82@gmail.com")
    ('ana', 'nunez')
    """
    return words(re.sub(r"\d+|\+.*$", "", email.partition("@")[0]))


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two names are, of 100, whatever the order of their words."""
    return fuzz.ratio(" ".join(sorted(one)), " ".join(sorted(other)), score_cutoff=ALIKE)


def is_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the other with its first name as a letter.

    >>> is_short_for(("a", "nunez"), ("ana", "nunez"))
    True
    """
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    short, full = sorted((one[0], other[0]), key=len)
    return len(short) == 1 and len(full) > 1 and full.startswith(short)


def registered(domain: str) -> str:
    """The part of a domain that was registered, as far as endings of two parts are usual.

    >>> registered("emea.acme.com"), registered("acme.co.uk")
    ('acme.com', 'acme.co.uk')
    """
    parts = domain.split(".")
    ends = 3 if len(parts) > 2 and parts[-2] in _SECOND and len(parts[-1]) == 2 else 2
    return ".".join(parts[-ends:])
