"""What is known of companies and people as columns, and how like a request each is: `congruity` for all rows at once.

People who have role, seniority, languages and whether they told anything in common are one profile; a company's
likeness is computed once for all of its people.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from vouch.matching.reference.columns import Codes, Floats, Ints, Scored, Sets
from vouch.matching.reference.congruity import plain
from vouch.matching.reference.need import SENIORITIES, Need
from vouch.matching.reference.packed import Columns
from vouch.matching.reference.rows import Company, Person

_KNOWN = ("industry", "region", "product", "use_case", "tech", "replaced", "employees", "revenue")
"""What may be known of a company, bit by bit."""
_WORDS, _SETS, _SIZES = ("industry", "region"), ("products", "use_cases", "tech", "replaced"), ("employees", "revenue")


class Companies:
    """The companies' columns."""

    def __init__(self, words: dict[str, Codes], sets: dict[str, Sets], sizes: dict[str, Floats]) -> None:
        self.industry, self.region = (words[name] for name in _WORDS)
        self.products, self.use_cases, self.tech, self.replaced = (sets[name] for name in _SETS)
        self.employees, self.revenue = (sizes[name] for name in _SIZES)
        self._columns = (words, sets, sizes)
        known = [
            *(column.known for column in (self.industry, self.region)),
            *(column.known for column in (self.products, self.use_cases, self.tech, self.replaced)),
            *(np.isfinite(column) for column in (self.employees, self.revenue)),
        ]
        self._known = np.zeros(len(self.employees), dtype=np.intp)
        for at, column in enumerate(known):
            self._known |= column.astype(np.intp) << at
        self._found = Scored.nothing(len(self.employees))
        self._apart, self._spare = np.zeros(len(self.employees)), np.zeros(len(self.employees))

    @classmethod
    def laid(cls, rows: Sequence[Company]) -> Companies:
        """The columns of these companies."""
        return cls(
            {name: Codes.laid([getattr(row, name) for row in rows]) for name in _WORDS},
            {name: Sets.laid([getattr(row, name) for row in rows]) for name in _SETS},
            {name: _logs([getattr(row, name) for row in rows]) for name in _SIZES},
        )

    def put(self, into: Columns, name: str) -> None:
        """Lays the columns down under this name."""
        words, sets, sizes = self._columns
        for one, codes in words.items():
            codes.put(into, f"{name}.{one}")
        for one, told in sets.items():
            told.put(into, f"{name}.{one}")
        into.update({f"{name}.{one}": column for one, column in sizes.items()})

    @classmethod
    def take(cls, found: Columns, name: str) -> Companies:
        """The columns that lie under this name. Raises KeyError."""
        return cls(
            {one: Codes.take(found, f"{name}.{one}") for one in _WORDS},
            {one: Sets.take(found, f"{name}.{one}") for one in _SETS},
            {one: found[f"{name}.{one}"] for one in _SIZES},
        )

    def score(self, need: Need, weights: dict[str, float], *, size_range: float, size_band: float) -> Scored:
        """How like the request each company is."""
        found = self._found.begin()
        sets = {
            "product": (need.products, self.products),
            "use_case": (need.use_cases, self.use_cases),
            "tech": (need.tech, self.tech),
            "replaced": (need.replaced, self.replaced),
        }
        for part, (wanted, column) in sets.items():
            if part in weights:
                count = column.count(wanted)
                found.more(count, weights[part], of=len(wanted))
                if part in need.must:
                    found.require(part, count == len(wanted), column.known)
        for part, word, codes in (("industry", need.industry, self.industry), ("region", need.region, self.region)):
            if part in weights:
                same = codes.same(word)
                found.more(same, weights[part])
                if part in need.must:
                    found.require(part, same, codes.known)
        if "size" in weights:
            known = self._measure(need)
            if "size" in need.must:
                found.require("size", self._apart <= log(size_band), known)
            nearness = np.maximum(
                np.subtract(1.0, self._apart / log(size_range), out=self._apart), 0.0, out=self._apart
            )
            found.more(nearness, weights["size"])
        np.take(self._weights_of_known(need, weights), self._known, out=found.known, mode="clip")
        return found

    def _weights_of_known(self, need: Need, weights: dict[str, float]) -> Floats:
        """The weight of what is known, for everything that may be known of a company together."""
        every = np.arange(1 << len(_KNOWN))
        found = np.zeros(len(every))
        for part, weight in weights.items():
            if part in _KNOWN:
                found += weight * (every >> _KNOWN.index(part) & 1)
        if "size" in weights:
            known = np.zeros(len(every), dtype=np.bool_)
            for name in _SIZES:
                if getattr(need, name):
                    known |= (every >> _KNOWN.index(name) & 1) == 1
            found += weights["size"] * known
        return found

    def _measure(self, need: Need) -> NDArray[np.bool_]:
        """Measures how far apart the sizes are, as the log of their ratio: of employees where both are known, else of
        revenue, else without end. Returns where either is known."""
        told = [
            (wanted, has) for wanted, has in ((need.employees, self.employees), (need.revenue, self.revenue)) if wanted
        ]
        known = np.isfinite(told[0][1])
        np.abs(np.subtract(told[0][1], log(told[0][0]), out=self._apart), out=self._apart)
        for wanted, has in told[1:]:
            np.copyto(self._apart, np.abs(has - log(wanted)), where=~known)
            known |= np.isfinite(has)
        return known


class Profiles:
    """The profiles of the people, and which one each person has."""

    def __init__(
        self, role: Codes, languages: Sets, seniority: Ints, told: NDArray[np.bool_], of: NDArray[np.intp]
    ) -> None:
        self.role, self.languages, self.seniority, self.told, self.of = role, languages, seniority, told, of

    @classmethod
    def laid(cls, people: Sequence[Person], told: NDArray[np.bool_]) -> Profiles:
        """Those of these people; `told`: who of them has told anything."""
        number: dict[tuple[str, str, frozenset[str], bool], int] = {}
        of = np.array(
            [
                number.setdefault((plain(one.role), one.seniority, one.languages, has), len(number))
                for one, has in zip(people, told.tolist(), strict=True)
            ],
            np.intp,
        )
        rungs = {name: at for at, name in enumerate(SENIORITIES)}
        return cls(
            Codes.laid([role for role, _seniority, _languages, _told in number]),
            Sets.laid([languages for _role, _seniority, languages, _told in number]),
            np.array([rungs.get(one, -1) for _role, one, _languages, _told in number], np.int32),
            np.array([has for _role, _seniority, _languages, has in number], dtype=np.bool_),
            of,
        )

    def put(self, into: Columns, name: str) -> None:
        """Lays the columns down under this name."""
        self.role.put(into, f"{name}.role")
        self.languages.put(into, f"{name}.languages")
        into[f"{name}.seniority"], into[f"{name}.told"] = self.seniority, self.told
        into[f"{name}.of"] = self.of.astype(np.int32)

    @classmethod
    def take(cls, found: Columns, name: str) -> Profiles:
        """The columns that lie under this name. Raises KeyError."""
        return cls(
            Codes.take(found, f"{name}.role"), Sets.take(found, f"{name}.languages"), found[f"{name}.seniority"],
            found[f"{name}.told"], found[f"{name}.of"].astype(np.intp),
        )  # fmt: skip

    def score(self, need: Need, weights: dict[str, float]) -> Scored:
        """How like the request each profile is."""
        found = Scored.nothing(len(self.seniority))
        if "role" in weights:
            same = self.role.same(need.role)
            found.add(same, self.role.known, weights["role"])
            if "role" in need.must:
                found.require("role", same, self.role.known)
        if "seniority" in weights:
            known = self.seniority >= 0
            apart = np.abs(self.seniority - SENIORITIES.index(need.seniority))
            found.add(np.where(known, 1.0 - apart / (len(SENIORITIES) - 1), 0.0), known, weights["seniority"])
        if "language" in weights:
            speaks = self.languages.count([need.language])
            found.add(speaks, self.languages.known, weights["language"])
            if "language" in need.must:
                found.require("language", speaks == 1, self.languages.known)
        if "words" in weights:
            found.known[:] += self.told * weights["words"]
        return found


def _logs(sizes: Sequence[float | None]) -> Floats:
    return np.array([log(size) if size and size > 0 else np.inf for size in sizes], dtype=np.float64)
