"""What a buyer needs to hear, and from whom: one reference request as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MOST_WORDS = 10_000
"""Characters of free text; more is cut or refused before it comes here."""

SENIORITIES = ("individual", "manager", "director", "vp", "c_level")
"""From the lowest; two that stand next to one another are nearly alike."""

FILTERS = ("product", "industry", "region", "language", "size", "role")
"""What a match can be required to have. Each can be relaxed by itself."""


@dataclass(frozen=True, kw_only=True)
class Deal:
    """The account that buys: who must never speak to it follows from this.

    `account`: its id here, where it has one. `names`, `domains`: what it goes by. `parent`: id or name of the company
    it belongs to. `competitors`: ids, names or domains of companies it competes with. `buyers_were_at`: companies that
    the people who buy worked at before.
    """

    account: str = ""
    names: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    parent: str = ""
    competitors: frozenset[str] = frozenset()
    buyers_were_at: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Need:
    """One reference request. What is empty or None is not asked for, and neither helps nor harms anybody.

    `activity`: a rung of the ladder. `role`: what the buyer does ("finance"); `seniority`: one of SENIORITIES.
    `employees` or `revenue`: how large the buyer is. `replaced`: whom we would replace there. `words`: what they need
    to hear, in any words; several words are words, not one phrase; one that ends in * is the beginning of a word.
    `must`: which of FILTERS a match has to have. `use` and `territory`: what for and where, as permissions say it.

    Raises ValueError for what no request can be: more than 10,000 characters, an unknown seniority or filter.
    """

    activity: str
    products: frozenset[str] = frozenset()
    use_cases: frozenset[str] = frozenset()
    industry: str = ""
    employees: float | None = None
    revenue: float | None = None
    region: str = ""
    language: str = ""
    role: str = ""
    seniority: str = ""
    replaced: frozenset[str] = frozenset()
    tech: frozenset[str] = frozenset()
    words: str = ""
    deal: Deal = Deal()
    must: frozenset[str] = frozenset()
    use: str = ""
    territory: str = ""
    needed_by: date | None = None
    how_many: int = 1

    def __post_init__(self) -> None:
        if len(self.words) > MOST_WORDS:
            raise ValueError(f"a need of {len(self.words):,} characters is too long; {MOST_WORDS:,} is the most")
        if self.seniority and self.seniority not in SENIORITIES:
            raise ValueError(f"{self.seniority!r} is no seniority; there are {', '.join(SENIORITIES)}")
        unknown = sorted(self.must - set(FILTERS))
        if unknown:
            raise ValueError(f"{', '.join(unknown)} cannot be required; there are {', '.join(FILTERS)}")
        if self.how_many < 1:
            raise ValueError("a request is for one person at least")
