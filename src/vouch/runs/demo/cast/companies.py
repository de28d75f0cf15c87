"""Which companies does Quayside know? Invented ones, named the way companies of their country and trade are named."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO
from random import Random
from typing import Any, NamedTuple

from vouch.runs.demo.cast.people import SMALL_FIRM, SMALL_FIRM_TITLES, TITLES, Person, latin, name_in
from vouch.runs.demo.cast.staff import Colleague

_AT_HEAD_OFFICE = 0.6


class Country(NamedTuple):
    """A country as Quayside's sales regions see it: its towns, whom one meets there, how companies are named."""

    name: str
    region: str
    language: str
    roots: str
    sectors: str
    share: int
    cities: tuple[str, ...]
    cultures: tuple[str, ...]


@dataclass(slots=True)
class Company:
    """A company of the sample: what a CRM would say of it, and its people."""

    number: int
    name: str
    domain: str
    industry: str
    country: Country
    city: str
    employees: int
    revenue: int
    value: int
    owner: Colleague
    id: str = ""
    crm_type: str = "Customer - Direct"
    since: date | None = None
    people: list[Person] = field(default_factory=list)


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the sample."""
    text = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(
        Country(
            row["name"], row["region"], row["language"], row["roots"], row["sectors"], int(row["share"]),
            tuple(row["cities"].split("; ")), tuple(row["cultures"].split()),
        )
        for row in csv.DictReader(StringIO(text))
    )  # fmt: skip


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("companies.toml").read_text(encoding="utf-8"))


@cache
def _roots(flavour: str) -> tuple[str, ...]:
    """Every root of that flavour: whole words twice as likely, heads joined with tails."""
    words = _words()["roots"][flavour]
    joined = [head + tail for head in words["heads"].split() for tail in words["tails"].split()]
    return tuple(root.replace("_", " ") for root in words["words"].split() * 2 + joined)


@cache
def sectors(flavour: str) -> dict[str, tuple[str, ...]]:
    """Per industry the ways a company of that flavour says its trade."""
    return {industry: tuple(forms.split("; ")) for industry, forms in _words()["industries"][flavour].items()}


class Register:
    """Hands out companies; no two share a name or a mail domain."""

    def __init__(self, rng: Random, staff: tuple[Colleague, ...]) -> None:
        self._rng = rng
        self._taken: set[str] = set()
        self._known: set[str] = set()
        self._persons = 0
        self._owners: dict[str, list[Colleague]] = {}
        for colleague in staff:
            for region in colleague.regions:
                self._owners.setdefault(region, []).append(colleague)
        self._shares = [country.share for country in countries()]

    def reserve(self, companies: Iterable[str], people: Iterable[str]) -> None:
        """Keep names of companies and of people for them: nobody else will be called so."""
        self._taken.update(latin(company) for company in companies)
        self._known.update(people)

    def company(
        self, number: int, size: tuple[int, int], *, name: str = "", country: str = "", industry: str = ""
    ) -> Company:
        """A new company with between size[0] and size[1] employees; what is not given is drawn."""
        rng = self._rng
        where = (
            next(one for one in countries() if one.name == country)
            if country
            else rng.choices(countries(), self._shares)[0]
        )
        trade = industry or rng.choice(sorted(sectors(where.sectors)))
        called = name or self._new_name(where, trade)
        low, high = size
        employees = round(low * (high / low) ** rng.random())
        value = round(900 * employees**0.62 * rng.uniform(0.7, 1.5) / 100) * 100
        return Company(
            number=number,
            name=called,
            domain=_slug(called) + ".example",
            industry=trade,
            country=where,
            city=rng.choice(where.cities),
            employees=employees,
            revenue=int(employees * rng.uniform(90_000, 240_000)) // 10_000 * 10_000,
            value=min(max(value, 3_600), 980_000),
            owner=rng.choice(self._owners[where.region]),
        )

    def person(self, company: Company, part: str, *, name: str = "", title: str = "") -> Person:
        """A new person at that company; what is not given is drawn."""
        rng = self._rng
        if name:
            first, _, last = name.partition(" ")
            local = f"{latin(first)}.{latin(last)}"
        else:
            first, last, local = name_in(rng.choice(company.country.cultures), rng)
            taken = {part for one in company.people for part in (one.first, one.last)}
            for _ in range(20):  # colleagues who share a name only confuse a reader
                if first not in taken and last not in taken and f"{first} {last}" not in self._known:
                    break
                first, last, local = name_in(rng.choice(company.country.cultures), rng)
        address = f"{local}@{company.domain}"
        if any(one.email == address for one in company.people):
            address = f"{local}{len(company.people) + 1}@{company.domain}"
        held = {one.title for one in company.people}
        titles = (SMALL_FIRM_TITLES if company.employees < SMALL_FIRM else TITLES)[part]
        free = [one for one in titles if one not in held]
        self._persons += 1
        new = Person(
            number=self._persons,
            first=first,
            last=last,
            email=address,
            title=title or rng.choice(free or titles),
            part=part,
            language=company.country.language,
            city=company.city if rng.random() < _AT_HEAD_OFFICE else rng.choice(company.country.cities),
            country=company.country.name,
        )
        company.people.append(new)
        return new

    def _new_name(self, country: Country, trade: str) -> str:
        rng = self._rng
        roots = _roots(country.roots)
        for attempt in range(1000):
            root = rng.choice(roots)
            if attempt > 3 or rng.random() < 0.08:  # two founders, or a full register
                root = f"{root} & {rng.choice(roots)}"
            if attempt > 40:
                root = f"{root} {rng.choice(country.cities)}"
            name = rng.choice(sectors(country.sectors)[trade]).format(root)
            if country.sectors == "french":
                name = name.replace(" de A", " d’A").replace(" de E", " d’E")
            if (key := latin(name)) not in self._taken:
                self._taken.add(key)
                return name
        raise AssertionError(f"no free name left for {trade} in {country.name}")


def _slug(name: str) -> str:
    """The name as it stands in a web address.

    >>> _slug("Tarn & Selby Mills")
    'tarn-selby-mills'
    """
    return "-".join(part for part in (latin(word) for word in name.split()) if part)
