"""Who must never speak to this buyer? The buyer itself, its family, its competitors, and who worked there.

They are not stopped, they are not there: shown nowhere and counted nowhere, so that nobody can infer them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vouch.insight.identity.alike.names import company_words
from vouch.matching.reference.need import Deal
from vouch.matching.reference.packed import Columns, Groups, Texts
from vouch.matching.reference.rows import Company, Person

Key = tuple[str, str]


@lru_cache(maxsize=1 << 16)
def keys(text: str) -> frozenset[Key]:
    """What a company may be found by: its id, its name without legal form and accents, its domain without www.

    >>> sorted(keys("Acme GmbH")) == sorted({("id", "Acme GmbH"), ("name", "acme"), ("domain", "acme gmbh")})
    True
    """
    plain = text.strip()
    if not plain:
        return frozenset()
    domain = plain.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").split("/")[0]
    return frozenset({("id", plain), ("name", " ".join(company_words(plain))), ("domain", domain)} - {("name", "")})


def every(texts: Iterable[str]) -> set[Key]:
    """The keys of all of these."""
    return {key for text in texts for key in keys(text)}


def own(company: Company) -> set[Key]:
    """The keys of a company of ours: an id is no name, and a name no domain."""
    found = {("id", company.id)}
    found |= {key for key in keys(company.name) if key[0] == "name"}
    return found | {key for domain in company.domains for key in keys(domain) if key[0] == "domain"}


_TABLES = ("own", "above", "rivals", "were_at")


class Conflicts:
    """Who is in conflict with a deal, looked up by keys and never by going through everybody.

    The tables say of each key which companies go by it (`own`), belong to it, however far up (`above`), or compete with
    it (`rivals`), and which people worked there (`were_at`); `lineage`: of each company the keys of all it belongs to.
    """

    def __init__(self, tables: dict[str, Groups], lineage: Texts, company_of: NDArray[np.intp]) -> None:
        self._own, self._above, self._rivals, self._were_at = (tables[name] for name in _TABLES)
        self._tables, self._lineage = tables, lineage
        self._by_company = np.argsort(company_of, kind="stable")
        self._ends = np.cumsum(np.bincount(company_of, minlength=len(lineage)))

    @classmethod
    def laid(cls, companies: Sequence[Company], people: Sequence[Person], company_of: NDArray[np.intp]) -> Conflicts:
        """Those of these companies and people."""
        tables: dict[str, dict[str, list[int]]] = {name: {} for name in _TABLES}

        def put(name: str, keys: Iterable[Key], at: int) -> None:
            for key in keys:
                tables[name].setdefault(_plain(key), []).append(at)

        for at, company in enumerate(companies):
            put("own", own(company), at)
            put("rivals", every(company.competitors), at)
        lineage = []
        for at, company in enumerate(companies):
            above = _above(company, companies, tables["own"]) if company.parent else set()
            lineage.append(json.dumps(sorted(above)) if above else "")
            put("above", above, at)
        for at, person in enumerate(people):
            if person.were_at:
                put("were_at", every(person.were_at), at)
        return cls({name: Groups.of(table) for name, table in tables.items()}, Texts.of(lineage), company_of)

    def of(self, deal: Deal) -> NDArray[np.intp]:
        """The people who are in conflict with this deal, each once."""
        itself = {("id", deal.account)} if deal.account else set()
        itself |= {key for name in deal.names for key in keys(name) if key[0] == "name"}
        itself |= {key for domain in deal.domains for key in keys(domain) if key[0] == "domain"}
        family = itself | keys(deal.parent)
        for key in tuple(family):
            for at in self._own.rows(_plain(key)).tolist():
                family |= self._belongs_to(at)
        companies: set[int] = set()
        for key in family:
            companies.update(self._own.rows(_plain(key)).tolist(), self._above.rows(_plain(key)).tolist())
        for key in every(deal.competitors) | every(deal.buyers_were_at):
            companies.update(self._own.rows(_plain(key)).tolist())
        for key in itself:
            companies.update(self._rivals.rows(_plain(key)).tolist())
        people = [self._by_company[self._ends[at - 1] if at else 0 : self._ends[at]] for at in sorted(companies)]
        people += [self._were_at.rows(_plain(key)) for key in itself]
        return np.unique(np.concatenate(people)) if people else np.zeros(0, dtype=np.intp)

    def _belongs_to(self, at: int) -> set[Key]:
        told = self._lineage[at]
        return {(kind, word) for kind, word in json.loads(told)} if told else set()

    def put(self, into: Columns, name: str) -> None:
        """Lays the tables down under this name."""
        for one, table in self._tables.items():
            table.put(into, f"{name}.{one}")
        self._lineage.put(into, f"{name}.lineage")

    @classmethod
    def take(cls, found: Columns, name: str, company_of: NDArray[np.intp]) -> Conflicts:
        """Those that lie under this name. Raises KeyError."""
        tables = {one: Groups.take(found, f"{name}.{one}") for one in _TABLES}
        return cls(tables, Texts.take(found, f"{name}.lineage"), company_of)


def _plain(key: Key) -> str:
    return "\x1f".join(key)


def _above(company: Company, companies: Sequence[Company], known: Mapping[str, Sequence[int]]) -> set[Key]:
    """The keys of everything a company belongs to, however far up; `known`: which go by a key."""
    above: set[Key] = set()
    parents, seen = {company.parent}, {""}
    while parents - seen:
        seen |= parents
        new = every(parents)
        above |= new
        # more than one record may go by a name: the parents of each count
        found = {at for key in new for at in known.get(_plain(key), ())}
        above |= {key for at in found for key in own(companies[at])}
        parents = {companies[at].parent for at in found}
    return above
