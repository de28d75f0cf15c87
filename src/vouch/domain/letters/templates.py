"""The templates of a company: a letter for each rung of the ladder and each way to be, from those that are shipped."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vouch.domain.personalities import Personality

PARTS = {
    "subject": 150,
    "lead": 500,
    "own_goal": 300,
    "words": 3000,
    "win_person": 300,
    "own_win": 300,
    "win_company": 300,
    "company_win": 300,
}
"""The parts of a letter, with the letters that each may have at most."""
ANY = "any"
"""What is said for every rung that says nothing of its own."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """One letter before anything is filled in. `letters.toml` says what each part is."""

    subject: str
    lead: str
    own_goal: str
    words: str
    win_person: str
    own_win: str
    win_company: str
    company_win: str


@dataclass(frozen=True)
class Templates:
    """All letters: by rung (or `any`), by part or by personality and part."""

    told: Mapping[str, Mapping[str, Any]]

    def of(self, activity: str, personality: str | None = None) -> Template:
        """The letter for this rung and somebody of this personality; the plain one where that is not known.

        What is said for the personality at this rung goes before what is said for anybody at it, that before what is
        said for every rung.

        >>> shipped().of("reference_call", "validator").subject
        'One company that wants a fair word'
        """
        own, general = self.told.get(activity, {}), self.told[ANY]
        kind = personality or ""
        places = [own.get(kind, {}), own, general.get(kind, {}), general]
        return Template(**{part: next(filter(None, (_text(one, part) for one in places)), "") for part in PARTS})


def _text(place: Any, part: str) -> str:
    found = place.get(part, "") if isinstance(place, Mapping) else ""
    return found.strip() if isinstance(found, str) else ""


@cache
def shipped() -> Templates:
    """The templates that are shipped."""
    told: dict[str, dict[str, Any]] = {rung: dict(parts) for rung, parts in _file("letters").items()}
    for one in Personality:
        for rung, parts in _file(one.value).items():
            told.setdefault(rung, {})[one.value] = parts
    return Templates(told)


def _file(name: str) -> dict[str, dict[str, Any]]:
    folder = resources.files("vouch.domain.letters").joinpath("shipped")
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
