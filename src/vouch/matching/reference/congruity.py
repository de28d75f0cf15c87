"""How like the buyer is somebody, field by field? One row at a time, with the words for it.

Gower's mean (Gower 1971): likeness from 0 to 1 in each field, weighed, over what the request names and what is known;
what is not known is left out and lowers nothing. The size of a company counts only as likeness, never as size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

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


@dataclass(frozen=True)
class Part:
    """One part of a fit: how like (0 to 1; None where it is not known), its weight, and the words for it."""

    name: str
    likeness: float | None
    weight: float
    words: str


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


def parts(
    need: Need,
    company: Company,
    person: Person,
    policy: Policy,
    *,
    said: float | None = None,
    weighed: Mapping[str, float] | None = None,
) -> list[Part]:
    """The parts of one person's fit. `said`: how like their words are (`Index`); None where they said nothing.
    `weighed`: the weights of the request, where they are known already.

    >>> from vouch.domain.policy import load
    >>> acme = Company(id="a", industry="Fintech", products=frozenset({"Pay", "Ledger"}))
    >>> need = Need(activity="reference_call", products=frozenset({"pay", "risk"}), industry="fintech", region="DACH")
    >>> for part in parts(need, acme, Person(id="1", company="a"), load()):
    ...     print(part.name, part.likeness, part.words)
    product 0.5 their company uses pay, not risk
    industry 1.0 the same industry: Fintech
    region None their region is not known yet
    """
    made: dict[str, Callable[[], tuple[float | None, str]]] = {
        "product": lambda: _shared(need.products, company.products, "their company uses {both}", "products"),
        "use_case": lambda: _shared(need.use_cases, company.use_cases, "the same use case: {both}", "use cases"),
        "role": lambda: _same(need.role, person.role, "the same role: {}", "their role is {}", "role"),
        "seniority": lambda: _seniority(need.seniority, person.seniority),
        "industry": lambda: _same(
            need.industry, company.industry, "the same industry: {}", "their industry is {}", "industry"
        ),
        "size": lambda: _size(need, company, policy.reference.size_range),
        "region": lambda: _same(need.region, company.region, "the same region: {}", "their region is {}", "region"),
        "language": lambda: _language(need.language, person.languages),
        "tech": lambda: _shared(need.tech, company.tech, "their company also works with {both}", "other software"),
        "replaced": lambda: _shared(need.replaced, company.replaced, "we replaced {both} there", "earlier software"),
        "words": lambda: (said, _TOLD_NOTHING if said is None else _SAID[said > 0]),
    }
    found = []
    for name, weight in (weighed or weights(need, policy)).items():
        likeness, words = made[name]()
        found.append(Part(name, likeness, weight, words))
    return found


_TOLD_NOTHING = "they have told nothing yet"
_SAID = {True: "they told about it", False: "what they told is about other things"}


def _shared(wanted: Collection[str], has: Collection[str], words: str, what: str) -> tuple[float | None, str]:
    if not has:
        return None, f"their {what} are not known yet"
    theirs = {plain(one) for one in has}
    both = sorted(one for one in wanted if plain(one) in theirs)
    rest = sorted(one for one in wanted if plain(one) not in theirs)
    if not both:
        return 0.0, f"{what}: not {', '.join(rest)}"
    told = words.format(both=", ".join(both))
    return len(both) / len(wanted), f"{told}, not {', '.join(rest)}" if rest else told


def _same(wanted: str, has: str, same: str, other: str, what: str) -> tuple[float | None, str]:
    if not has:
        return None, f"their {what} is not known yet"
    return (1.0, same.format(has)) if plain(wanted) == plain(has) else (0.0, other.format(has))


def _seniority(wanted: str, has: str) -> tuple[float | None, str]:
    if has not in SENIORITIES:
        return None, "their seniority is not known yet"
    apart = abs(SENIORITIES.index(has) - SENIORITIES.index(wanted)) if wanted else 0
    words = has.replace("_", " ")
    return 1.0 - apart / (len(SENIORITIES) - 1), f"as senior: {words}" if apart == 0 else f"seniority: {words}"


def _language(wanted: str, has: Collection[str]) -> tuple[float | None, str]:
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


def _size(need: Need, company: Company, times: float) -> tuple[float | None, str]:
    found = sizes(need, company)
    if found is None:
        return None, "the size of their company is not known yet"
    like = size_likeness(*found, times)
    return like, "a company of like size" if like >= 0.5 else "a company of another size"
