"""Who works there? People with a name, an address and a title that fit their country and their part in the story."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random

_SPELLED_OUT = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "’": "", "'": ""}
)

_OWN_SCRIPT = 0.4

TITLES: dict[str, tuple[str, ...]] = {
    "outcome_owner": (
        "Head of logistics", "Operations director", "Director of transport", "Head of warehousing",
        "Distribution manager", "Supply chain manager", "Operations lead",
    ),
    "sponsor": (
        "VP operations", "Chief operating officer", "Supply chain director", "Managing director",
        "Chief supply chain officer", "Director of operations",
    ),
    "renewal_decider": (
        "Head of procurement", "Finance director", "Category buyer, logistics", "Chief information officer",
        "Head of purchasing", "Commercial director",
    ),
    "administrator": (
        "Applications manager", "Yard systems lead", "Logistics IT specialist", "Process engineer",
        "Systems administrator, warehouse",
    ),
    "daily_user": (
        "Dock supervisor", "Transport planner", "Yard marshal", "Shift lead, inbound", "Gate officer",
        "Goods-in coordinator", "Night shift planner", "Carrier desk",
    ),
    "trainer": ("Training lead, sites", "Continuous improvement lead", "Shift trainer", "Lean coach"),
}  # fmt: skip

SMALL_FIRM_TITLES: dict[str, tuple[str, ...]] = {
    "outcome_owner": ("Operations lead", "Warehouse manager", "Transport manager", "Plant manager"),
    "sponsor": ("Managing director", "Owner", "General manager"),
    "renewal_decider": ("Finance manager", "Office manager"),
    "administrator": ("Office manager", "Process engineer", "All things IT"),
    "daily_user": ("Yard foreman", "Dispatcher", "Goods-in coordinator", "Shift lead", "Transport planner"),
    "trainer": ("Continuous improvement lead", "Shift trainer"),
}
SMALL_FIRM = 120
"""Employees below which people hold titles of the second table."""

DEPARTMENTS = {
    "outcome_owner": "Logistics",
    "sponsor": "Executive",
    "renewal_decider": "Procurement",
    "administrator": "IT",
    "daily_user": "Warehouse",
    "trainer": "Operations",
}


@dataclass(slots=True)
class Person:
    """Somebody at a company we know: what their directory entry would say, and the part they play there."""

    number: int
    first: str
    last: str
    email: str
    title: str
    part: str
    language: str
    city: str
    country: str
    since_days: int = 0
    opted_out: bool = False
    id: str = field(default="")

    @property
    def name(self) -> str:
        """Given and family name, as the exports write them."""
        return f"{self.first} {self.last}"

    @property
    def department(self) -> str:
        """The department of somebody with that part."""
        return DEPARTMENTS[self.part]


def latin(text: str) -> str:
    """The text in plain small letters, as it stands in addresses.

    >>> latin("Łukasz Mäkitalo-Weiß")
    'lukaszmakitaloweiss'
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPELLED_OUT))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


@dataclass(frozen=True, slots=True)
class _Pool:
    """Names that go together: given and family, each with its spelling in addresses."""

    given: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]


def _is_latin(name: str) -> bool:
    return all(not letter.isalpha() or "LATIN" in unicodedata.name(letter) for letter in name)


@cache
def _cultures() -> dict[str, tuple[_Pool, _Pool | None]]:
    """Per culture the names in Latin letters, and those in its own script where it has one."""
    read = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[_Pool, _Pool | None]] = {}
    for culture, names in read.items():
        pairs = []
        for kind in ("given", "family"):
            parts = [name.replace("_", " ").partition("|") for name in names[kind].split()]
            pairs.append([(name, spelled or latin(name)) for name, _, spelled in parts])
        in_latin = [tuple((n if _is_latin(n) else s.capitalize(), s) for n, s in kind) for kind in pairs]
        in_script = [tuple((n, s) for n, s in kind if not _is_latin(n)) for kind in pairs]
        found[culture] = (_Pool(*in_latin), _Pool(*in_script) if all(in_script) else None)
    return found


def name_in(culture: str, rng: Random) -> tuple[str, str, str]:
    """A given name, a family name, and the local part of an address made of both.

    Some people enter their name in their own script, most in Latin letters; nobody mixes the two.
    """
    in_latin, in_script = _cultures()[culture]
    pool = in_script if in_script and rng.random() < _OWN_SCRIPT else in_latin
    first, first_latin = rng.choice(pool.given)
    last, last_latin = rng.choice(pool.family)
    return first, last, f"{first_latin}.{last_latin}"
