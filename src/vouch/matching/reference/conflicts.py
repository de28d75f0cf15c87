"""Who must never speak to this buyer? The buyer itself, its family, its competitors, and who worked there.

They are not stopped, they are not there: shown nowhere and counted nowhere, so that nobody can infer them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vouch.insight.identity.alike.names import company_words
from vouch.matching.reference.need import Deal
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


class Conflicts:
    """Who is in conflict with a deal, looked up by keys and never by going through everybody."""

    def __init__(
        self, companies: Sequence[Company], people: Sequence[Person], people_of: Sequence[NDArray[np.int32]]
    ) -> None:
        self._people_of = people_of
        self._own: dict[Key, list[int]] = {}
        self._above: dict[Key, list[int]] = {}
        self._rivals: dict[Key, list[int]] = {}
        self._were_at: dict[Key, list[int]] = {}
        self._ancestors: list[set[Key]] = []
        for at, company in enumerate(companies):
            for key in own(company):
                self._own.setdefault(key, []).append(at)
            for key in every(company.competitors):
                self._rivals.setdefault(key, []).append(at)
        for at, company in enumerate(companies):
            above = self._lineage(company, companies)
            self._ancestors.append(above)
            for key in above:
                self._above.setdefault(key, []).append(at)
        for at, person in enumerate(people):
            for key in every(person.were_at):
                self._were_at.setdefault(key, []).append(at)

    def _lineage(self, company: Company, companies: Sequence[Company]) -> set[Key]:
        """The keys of everything a company belongs to, however far up."""
        above: set[Key] = set()
        parents, seen = {company.parent}, {""}
        while parents - seen:
            seen |= parents
            new = every(parents)
            above |= new
            # more than one record may go by a name: the parents of each count
            found = {at for key in new for at in self._own.get(key, ())}
            above |= {key for at in found for key in own(companies[at])}
            parents = {companies[at].parent for at in found}
        return above

    def of(self, deal: Deal) -> NDArray[np.int32]:
        """The people who are in conflict with this deal, each once."""
        itself = {("id", deal.account)} if deal.account else set()
        itself |= {key for name in deal.names for key in keys(name) if key[0] == "name"}
        itself |= {key for domain in deal.domains for key in keys(domain) if key[0] == "domain"}
        family = itself | keys(deal.parent)
        for key in tuple(family):
            for at in self._own.get(key, ()):
                family |= self._ancestors[at]
        companies = {at for key in family for at in (*self._own.get(key, ()), *self._above.get(key, ()))}
        for key in every(deal.competitors) | every(deal.buyers_were_at):
            companies.update(self._own.get(key, ()))
        for key in itself:
            companies.update(self._rivals.get(key, ()))
        people = [self._people_of[at] for at in sorted(companies)]
        people.append(np.array([at for key in itself for at in self._were_at.get(key, ())], dtype=np.int32))
        return np.unique(np.concatenate(people))
