"""How like the buyer is somebody, field by field? One row at a time, with the words for it.

Gower's mean (Gower 1971): likeness from 0 to 1 in each field, weighed, over what the request names and what is known;
what is not known is left out and lowers nothing. The size of a company counts only as likeness, never as size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from math import log
from operator import attrgetter
from typing import NamedTuple

from vouch.domain.policy import Policy
from vouch.matching.reference.need import SENIORITIES, Need
from vouch.matching.reference.rows import Company, Person

FIELD_OF = {
    "product": "product",
    "use_case": "product",
    "role": "role",
    "seniority": "role",
    "industry": "industry",
    "size": "size",
    "region": "region",
    "language": "region",
    "tech": "tech",
    "replaced": "tech",
    "words": "words",
}
"""The parts that are compared, in the order in which they are shown, and the field of the policy each belongs to."""


class Part(NamedTuple):
    """One part of a fit: how like (0 to 1; None where it is not known), its weight, and the words for it."""

    name: str
    likeness: float | None
    weight: float
    words: str


Told = tuple[float | None, str]
"""A likeness and the words for it."""
Compare = Callable[[Company, Person], Told]


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """A word as it is compared: without case, single blanks."""
    return " ".join(text.casefold().split())


def named(need: Need) -> tuple[str, ...]:
    """The parts that a request names."""
    told = {
        "product": need.products,
        "use_case": need.use_cases,
        "role": need.role,
        "seniority": need.seniority,
        "industry": need.industry,
        "size": need.employees or need.revenue,
        "region": need.region,
        "language": need.language,
        "tech": need.tech,
        "replaced": need.replaced,
        "words": need.words.strip(),
    }
    return tuple(name for name in FIELD_OF if told[name])


def weights(need: Need, policy: Policy) -> dict[str, float]:
    """The weight of each part that a request names: that of its field, shared by those of the field.

    >>> from vouch.domain.policy import load
    >>> weights(Need(activity="reference_call", products=frozenset({"Pay"}), role="finance", seniority="vp"), load())
    {'product': 0.3, 'role': 0.1, 'seniority': 0.1}
    """
    parts = named(need)
    of_fields = policy.reference.weights.model_dump()
    shared = [FIELD_OF[part] for part in parts]
    return {part: of_fields[FIELD_OF[part]] / shared.count(FIELD_OF[part]) for part in parts}


def size_likeness(one: float, other: float, times: float) -> float:
    """How like two sizes are: 1 for equal ones, 0 where one is `times` the other or more, by the log of their ratio.

    >>> round(size_likeness(100, 1000, 100), 9)
    0.5
    """
    return max(0.0, 1.0 - abs(log(one) - log(other)) / log(times))


class Comparing:
    """A request made ready to be compared with many: its parts, and each of its words as it is compared.

    >>> from vouch.domain.policy import load
    >>> acme = Company(id="a", industry="Fintech", products=frozenset({"Pay", "Ledger"}))
    >>> need = Need(activity="reference_call", products=frozenset({"pay", "risk"}), industry="fintech", region="DACH")
    >>> for part in Comparing(need, load()).parts(acme, Person(id="1", company="a")):
    ...     print(part.name, part.likeness, part.words)
    product 0.5 their company uses pay, not risk
    industry 1.0 the same industry: Fintech
    region None their region is not known yet
    """

    def __init__(self, need: Need, policy: Policy) -> None:
        self.weights = weights(need, policy)
        self._need, self._range = need, policy.reference.size_range
        made: dict[str, Compare] = {
            "product": _shared(need.products, "products", "their company uses {}", "products"),
            "use_case": _shared(need.use_cases, "use_cases", "the same use case: {}", "use cases"),
            "role": _same(need.role, _of_person("role"), "the same role: {}", "their role is {}", "role"),
            "seniority": lambda _company, person: _seniority(need.seniority, person.seniority),
            "industry": _same(
                need.industry, _of_company("industry"), "the same industry: {}", "their industry is {}", "industry"
            ),
            "size": lambda company, _person: _size(need, company, self._range),
            "region": _same(need.region, _of_company("region"), "the same region: {}", "their region is {}", "region"),
            "language": lambda _company, person: _language(need.language, person.languages),
            "tech": _shared(need.tech, "tech", "their company also works with {}", "other software"),
            "replaced": _shared(need.replaced, "replaced", "we replaced {} there", "earlier software"),
        }
        self._each = [(name, weight, made.get(name)) for name, weight in self.weights.items()]

    def parts(self, company: Company, person: Person, *, said: float | None = None) -> list[Part]:
        """The parts of one person's fit. `said`: how like their words are (`Index`); None where they said nothing."""
        found = []
        for name, weight, compare in self._each:
            if compare is None:
                likeness, words = said, _TOLD_NOTHING if said is None else _SAID[said > 0]
            else:
                likeness, words = compare(company, person)
            found.append(Part(name, likeness, weight, words))
        return found


_TOLD_NOTHING = "they have told nothing yet"
_SAID = {True: "they told about it", False: "what they told is about other things"}


def _of_company(name: str) -> Callable[[Company, Person], str]:
    read = attrgetter(name)
    return lambda company, _person: read(company)


def _of_person(name: str) -> Callable[[Company, Person], str]:
    read = attrgetter(name)
    return lambda _company, person: read(person)


def _shared(wanted: Collection[str], name: str, words: str, what: str) -> Compare:
    read, told = attrgetter(name), [(plain(one), one) for one in sorted(wanted)]

    def compare(company: Company, _person: Person) -> Told:
        has = read(company)
        if not has:
            return None, f"their {what} are not known yet"
        theirs = {plain(one) for one in has}
        both = [one for as_compared, one in told if as_compared in theirs]
        if len(both) == len(told):
            return 1.0, words.format(", ".join(both))
        rest = ", ".join(one for as_compared, one in told if as_compared not in theirs)
        if not both:
            return 0.0, f"{what}: not {rest}"
        return len(both) / len(told), f"{words.format(', '.join(both))}, not {rest}"

    return compare


def _same(wanted: str, read: Callable[[Company, Person], str], same: str, other: str, what: str) -> Compare:
    as_compared = plain(wanted)

    def compare(company: Company, person: Person) -> Told:
        has = read(company, person)
        if not has:
            return None, f"their {what} is not known yet"
        return (1.0, same.format(has)) if as_compared == plain(has) else (0.0, other.format(has))

    return compare


_RUNG = {"c_level": "C-level", "vp": "vice president"}
"""Rungs whose name is no word."""


def _seniority(wanted: str, has: str) -> Told:
    if has not in SENIORITIES:
        return None, "their seniority is not known yet"
    apart = abs(SENIORITIES.index(has) - SENIORITIES.index(wanted)) if wanted else 0
    words = _RUNG.get(has, has.replace("_", " "))
    return 1.0 - apart / (len(SENIORITIES) - 1), f"as senior: {words}" if apart == 0 else f"seniority: {words}"


def _language(wanted: str, has: Collection[str]) -> Told:
    if not has:
        return None, "their languages are not known yet"
    speaks = plain(wanted) in {plain(one) for one in has}
    return (1.0, f"speaks {wanted}") if speaks else (0.0, f"speaks {', '.join(sorted(has))}")


def sizes(need: Need, company: Company) -> tuple[float, float] | None:
    """The two sizes that are compared: employees where both are known, else revenue; None where neither is."""
    for wanted, has in ((need.employees, company.employees), (need.revenue, company.revenue)):
        if wanted and has:
            return wanted, has
    return None


def _size(need: Need, company: Company, times: float) -> Told:
    found = sizes(need, company)
    if found is None:
        return None, "the size of their company is not known yet"
    like = size_likeness(*found, times)
    return like, "a company of like size" if like >= 0.5 else "a company of another size"
