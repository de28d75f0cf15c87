"""What is known of companies and people as columns, and how like a request each is: `congruity` for all rows at once.

People who have role, seniority and languages in common are one profile; a company's likeness is computed once for all
of its people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from vouch.matching.reference.congruity import plain
from vouch.matching.reference.need import FILTERS, SENIORITIES, Need
from vouch.matching.reference.rows import Company, Person

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
BIT = {name: 1 << at for at, name in enumerate(FILTERS)}


@dataclass(frozen=True)
class Scored:
    """Of each row: the weighed likeness, the weight of what is known, the filters it misses, and those it misses
    because nothing is known."""

    like: Floats
    known: Floats
    missed: NDArray[np.uint8]
    unknown: NDArray[np.uint8]

    @classmethod
    def nothing(cls, count: int) -> Scored:
        """Nothing compared yet."""
        return cls(np.zeros(count), np.zeros(count), np.zeros(count, np.uint8), np.zeros(count, np.uint8))

    def add(self, likeness: Floats, known: NDArray[np.bool_], weight: float) -> None:
        """One part: its likeness is 0 where it is not known."""
        self.like[:] += likeness * weight
        self.known[:] += known * weight

    def require(self, name: str, has: NDArray[np.bool_], known: NDArray[np.bool_]) -> None:
        """One filter."""
        self.missed[~has] |= BIT[name]
        self.unknown[~known] |= BIT[name]


class Codes:
    """A column of words, as numbers; -1 is not known."""

    def __init__(self, words: Sequence[str]) -> None:
        self._code: dict[str, int] = {}
        told = (plain(word) for word in words)
        self.of: Ints = np.array([self._code.setdefault(one, len(self._code)) if one else -1 for one in told], np.int32)
        self.known = self.of >= 0

    def same(self, word: str) -> NDArray[np.bool_]:
        """Which rows have this word."""
        same: NDArray[np.bool_] = self.of == self._code.get(plain(word), -2)
        return same


class Sets:
    """A column of sets of words: who has which; an empty set is not known."""

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        rows: dict[str, list[int]] = {}
        for at, words in enumerate(sets):
            for one in {plain(word) for word in words}:
                rows.setdefault(one, []).append(at)
        self._rows = {word: np.array(of, dtype=np.int32) for word, of in rows.items()}
        self.known = np.array([bool(words) for words in sets], dtype=np.bool_)

    def share(self, wanted: Collection[str]) -> Floats:
        """Which part of the wanted words each row has."""
        count = np.zeros(len(self.known))
        for word in wanted:
            rows = self._rows.get(plain(word))
            if rows is not None:
                count[rows] += 1
        return count / len(wanted)


class Companies:
    """The companies' columns."""

    def __init__(self, rows: Sequence[Company]) -> None:
        self.industry = Codes([row.industry for row in rows])
        self.region = Codes([row.region for row in rows])
        self.products = Sets([row.products for row in rows])
        self.use_cases = Sets([row.use_cases for row in rows])
        self.tech = Sets([row.tech for row in rows])
        self.replaced = Sets([row.replaced for row in rows])
        self.employees = _logs([row.employees for row in rows])
        self.revenue = _logs([row.revenue for row in rows])

    def score(self, need: Need, weights: dict[str, float], *, size_range: float, size_band: float) -> Scored:
        """How like the request each company is."""
        found = Scored.nothing(len(self.employees))
        apart = self._apart(need)
        sized = ~np.isnan(apart)
        nearness = np.where(sized, np.maximum(0.0, 1.0 - apart / log(size_range)), 0.0)
        by_part: dict[str, Callable[[], tuple[Floats, NDArray[np.bool_]]]] = {
            "product": lambda: (self.products.share(need.products), self.products.known),
            "use_case": lambda: (self.use_cases.share(need.use_cases), self.use_cases.known),
            "industry": lambda: (self.industry.same(need.industry).astype(np.float64), self.industry.known),
            "size": lambda: (nearness, sized),
            "region": lambda: (self.region.same(need.region).astype(np.float64), self.region.known),
            "tech": lambda: (self.tech.share(need.tech), self.tech.known),
            "replaced": lambda: (self.replaced.share(need.replaced), self.replaced.known),
        }
        for part, made in by_part.items():
            if part not in weights:
                continue
            likeness, known = made()
            found.add(likeness, known, weights[part])
            if part in need.must:
                has = sized & (apart <= log(size_band)) if part == "size" else likeness == 1.0
                found.require(part, has, known)
        return found

    def _apart(self, need: Need) -> Floats:
        """How far apart the sizes are, as the log of their ratio: of employees where both are known, else revenue."""
        apart = np.full(len(self.employees), np.nan)
        for wanted, has in ((need.revenue, self.revenue), (need.employees, self.employees)):
            if wanted:
                by_this = np.abs(has - log(wanted))
                apart = np.where(np.isnan(by_this), apart, by_this)
        return apart


class Profiles:
    """The profiles of the people, and which one each person has."""

    def __init__(self, people: Sequence[Person]) -> None:
        number: dict[tuple[str, str, frozenset[str]], int] = {}
        self.of: Ints = np.array(
            [number.setdefault((plain(one.role), one.seniority, one.languages), len(number)) for one in people],
            np.int32,
        )
        self.role = Codes([role for role, _seniority, _languages in number])
        self.languages = Sets([languages for _role, _seniority, languages in number])
        rungs = {name: at for at, name in enumerate(SENIORITIES)}
        self.seniority = np.array([rungs.get(seniority, -1) for _role, seniority, _languages in number], np.int32)

    def score(self, need: Need, weights: dict[str, float]) -> Scored:
        """How like the request each profile is."""
        found = Scored.nothing(len(self.seniority))
        if "role" in weights:
            same = self.role.same(need.role)
            found.add(same.astype(np.float64), self.role.known, weights["role"])
            if "role" in need.must:
                found.require("role", same, self.role.known)
        if "seniority" in weights:
            known = self.seniority >= 0
            apart = np.abs(self.seniority - SENIORITIES.index(need.seniority))
            found.add(np.where(known, 1.0 - apart / (len(SENIORITIES) - 1), 0.0), known, weights["seniority"])
        if "language" in weights:
            speaks = self.languages.share([need.language])
            found.add(speaks, self.languages.known, weights["language"])
            if "language" in need.must:
                found.require("language", speaks == 1.0, self.languages.known)
        return found


def _logs(sizes: Sequence[float | None]) -> Floats:
    return np.array([log(size) if size and size > 0 else np.nan for size in sizes], dtype=np.float64)
