"""What is known of a customer's company and of a person there, as far as it says whom they can speak to."""

from __future__ import annotations

from dataclasses import dataclass, field

from vouch.matching.reference.decision import Decision


@dataclass(frozen=True, kw_only=True, slots=True)
class Company:
    """A customer's company. What is empty or None is not known.

    `parent`: id or name of the company it belongs to. `replaced`: whom we replaced there. `competitors`: ids, names or
    domains of companies it competes with.
    """

    id: str
    name: str = ""
    domains: frozenset[str] = frozenset()
    parent: str = ""
    competitors: frozenset[str] = frozenset()
    industry: str = ""
    employees: float | None = None
    revenue: float | None = None
    region: str = ""
    products: frozenset[str] = frozenset()
    use_cases: frozenset[str] = frozenset()
    tech: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A person there, and what was decided about them (`decision`, which changes from day to day).

    `role`: what they do ("finance"); `seniority`: one of SENIORITIES. `words`: their topics, acts and stories, in any
    order. `were_at`: companies they worked at before.
    """

    id: str
    company: str
    name: str = ""
    role: str = ""
    seniority: str = ""
    languages: frozenset[str] = frozenset()
    were_at: frozenset[str] = frozenset()
    words: str = ""
    decision: Decision = field(default_factory=Decision)
