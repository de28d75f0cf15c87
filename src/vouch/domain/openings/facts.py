"""What is known of a person when an opening looks for guests: plain values, no store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from vouch.domain.stages import Stage


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One person by the day `today`. None and empty are *not known yet*, but for what we would know: acts, membership
    and earlier openings.

    `stage`, `at_most`, `missing`, `latent` are of their company; None where nobody has placed it. `acts` counts what
    they did, by rung, under "" what is no rung. `seated_on`: the last day they had a seat in one of this kind.
    """

    today: date
    company: str = ""
    stage: Stage | None = None
    at_most: Stage | None = None
    missing: tuple[str, ...] = ()
    latent: bool | None = None
    roles: frozenset[str] = frozenset()
    segment: str = ""
    industry: str = ""
    region: str = ""
    employees: int | None = None
    products: frozenset[str] = frozenset()
    language: str = ""
    acts: Counter[str] = field(default_factory=Counter)
    member_since: date | None = None
    seated_on: date | None = None
    personality: str | None = None
