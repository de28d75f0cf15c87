"""A note to begin with: short, about what they did, and without an ask in it. Whoever signs it changes it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from vouch.domain.gestures.occasions import Kind

MOST_WHAT = 120


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Something that happened to a person, or that they did. `key` names it, so that it is never greeted twice.

    `what`: the thing itself in their words, or of ours; `years` for an anniversary.
    """

    contact: str
    account: str
    kind: Kind
    key: str
    on: date
    what: str = ""
    years: int = 0


def note(occasion: Occasion, *, name: str, company: str, earlier: int = 0) -> str:
    """The note. `earlier`: how many gestures of this kind the person had, so that no two read the same in a row.

    >>> one = Occasion(contact="c", account="a", kind=Kind.YEAR, key="year:3", on=date(2026, 3, 1), years=3)
    >>> note(one, name="Ana Silva", company="Acme")
    'Ana, Acme began with us three years ago this week. Thank you for the company.'
    """
    written = notes()[occasion.kind]
    first = name.split(maxsplit=1)[0] if name.split() else ""
    text = written[earlier % len(written)]
    put = {
        "{company}": company,
        "{what}": _theirs(_short(occasion.what), occasion.kind),
        "{years}": _years(occasion.years),
    }
    text = text.replace("{name}, ", f"{first}, " if first else "")
    for hole, value in put.items():
        text = text.replace(hole, value)
    return text[:1].upper() + text[1:]


@cache
def notes() -> Mapping[Kind, Sequence[str]]:
    """The notes that come with Vouch, some for each occasion."""
    read = resources.files("vouch.domain.gestures").joinpath("notes.toml").read_text(encoding="utf-8")
    return {Kind(kind): tuple(rows["notes"]) for kind, rows in tomllib.loads(read).items()}


_NUMBERS = ("", "one year", "two years", "three years", "four years", "five years", "six years", "seven years")


def _years(count: int) -> str:
    return _NUMBERS[count] if 0 < count < len(_NUMBERS) else f"{count} years"


def _theirs(what: str, kind: Kind) -> str:
    """An act as theirs: “your answer in the community” for “an answer in the community”."""
    if kind in (Kind.FIRST_ACT, Kind.BACK, Kind.HELPED) and what.startswith(("a ", "an ")):
        return f"your {what.split(' ', 1)[1]}"
    return what


def _short(what: str) -> str:
    plain = " ".join(what.split()).rstrip(".!?")
    return plain if len(plain) <= MOST_WHAT else plain[: MOST_WHAT - 1].rsplit(" ", 1)[0] + " …"
