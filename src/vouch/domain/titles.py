"""What somebody does, and how far up, by the title on their card: so far as its words tell."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Title:
    """A title, read: `role` in plain words, `seniority` from individual to c_level; empty where it does not say."""

    role: str = ""
    seniority: str = ""


@lru_cache(maxsize=1 << 16)
def read_title(title: str) -> Title:
    """What a title says. The first function its words name; else what is left when rank and small words are taken off.

    >>> read_title("CFO"), read_title("Head of Transport")
    (Title(role='finance', seniority='c_level'), Title(role='logistics', seniority='director'))
    >>> read_title("VP Chocolate"), read_title("Leiterin Einkauf")
    (Title(role='chocolate', seniority='vp'), Title(role='procurement', seniority='director'))
    >>> read_title("")
    Title(role='', seniority='')
    """
    words = _words(title)
    known = _known()
    found = [(word, known[word]) for word in _runs(words) if word in known]
    seniority = next((told.seniority for _word, told in found if told.seniority), "")
    role = next((told.role for _word, told in found if told.role), "")
    if not role:
        taken = {part for word, _told in found for part in word.split()}
        role = " ".join(word for word in words if word not in taken and word not in _small())[:60]
    return Title(role, seniority)


def _runs(words: list[str]) -> list[str]:
    """All runs of up to three words, the longer first, so that "vice president" is no president."""
    return [" ".join(words[at : at + n]) for n in (3, 2, 1) for at in range(len(words) - n + 1)]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


@cache
def _known() -> dict[str, Title]:
    read = _shipped()
    found: dict[str, Title] = {}
    for role, words in read["roles"].items():
        found |= {word: Title(role=role) for word in words}
    for seniority, words in read["seniorities"].items():
        found |= {word: Title(found.get(word, Title()).role, seniority) for word in words}
    for role, words in read["chiefs"].items():
        found |= {word: Title(role, "c_level") for word in words}
    return found


@cache
def known_roles() -> frozenset[str]:
    """The roles that titles are read as by a word of the list; any other is what a title's own words say."""
    read = _shipped()
    return frozenset(read["roles"]) | frozenset(read["chiefs"])


@cache
def _small() -> frozenset[str]:
    return frozenset(_shipped()["small"]["words"])


@cache
def _shipped() -> dict[str, dict[str, list[str]]]:
    text = resources.files("vouch.domain").joinpath("titles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
