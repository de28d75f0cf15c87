"""Several requests at once, solved to the end with proof; and what using somebody today costs the quarter."""

from __future__ import annotations

from vouch.matching.together.choose import together
from vouch.matching.together.prices import prices
from vouch.matching.together.request import Candidate, Carrying, Pair, Passed, Request, Together
from vouch.matching.together.spread import Spread, Way, candidates, spread
from vouch.matching.together.to_come import Kept, Kind, kept, to_come

__all__ = [
    "Candidate",
    "Carrying",
    "Kept",
    "Kind",
    "Pair",
    "Passed",
    "Request",
    "Spread",
    "Together",
    "Way",
    "candidates",
    "kept",
    "prices",
    "spread",
    "to_come",
    "together",
]
