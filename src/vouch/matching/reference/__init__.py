"""The right customer for this deal, today: everybody held against one request. `docs/ideas/reference-match.md`.

`Pool.of(companies, people)` lays the columns once, `pool.decide(id, decided(situation, ...))` changes a row at once,
`rank(need, pool, policy, today)` answers.
"""

from __future__ import annotations

from vouch.matching.reference.answer import Answer, Match, Relaxed, Stopped
from vouch.matching.reference.congruity import Part
from vouch.matching.reference.decision import Decision, Visibility, decided
from vouch.matching.reference.need import FILTERS, MOST_WORDS, SENIORITIES, Deal, Need
from vouch.matching.reference.pool import Pool
from vouch.matching.reference.rank import best_of_each, rank
from vouch.matching.reference.rows import Company, Person

__all__ = [
    "FILTERS",
    "MOST_WORDS",
    "SENIORITIES",
    "Answer",
    "Company",
    "Deal",
    "Decision",
    "Match",
    "Need",
    "Part",
    "Person",
    "Pool",
    "Relaxed",
    "Stopped",
    "Visibility",
    "best_of_each",
    "decided",
    "rank",
]
