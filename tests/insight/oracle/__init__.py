"""The rules of placement a second time, slow and obvious, to hold the quick ones against.

Plain Python that walks the arrivals of one subject and one gate one by one. It shares no line with the product: where
the two differ, one of them has misread the rules.
"""

from __future__ import annotations

from .acts import Acts, acts
from .decide import Decision, Stood, course, decide
from .evidence import (
    CONTRADICTED,
    DAY,
    MET,
    NOT_YET_POSSIBLE,
    UNKNOWN,
    WAIT,
    Atom,
    arrivals,
    rank,
    score,
    weight,
)
from .stage import (
    ADVOCATE,
    LOYAL,
    NOT_KNOWN_YET,
    NOT_YET_SATISFIED,
    RUNGS,
    SATISFIED,
    Person,
    Placement,
    account_placement,
    confidence,
    coverage,
    person_placement,
)

__all__ = [
    "ADVOCATE",
    "CONTRADICTED",
    "DAY",
    "LOYAL",
    "MET",
    "NOT_KNOWN_YET",
    "NOT_YET_POSSIBLE",
    "NOT_YET_SATISFIED",
    "RUNGS",
    "SATISFIED",
    "UNKNOWN",
    "WAIT",
    "Acts",
    "Atom",
    "Decision",
    "Person",
    "Placement",
    "Stood",
    "account_placement",
    "acts",
    "arrivals",
    "confidence",
    "course",
    "coverage",
    "decide",
    "person_placement",
    "rank",
    "score",
    "weight",
]
