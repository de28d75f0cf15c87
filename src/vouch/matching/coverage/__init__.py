"""What will be asked for, and what can the pool give? Demand with its interval, against the hours that are left."""

from __future__ import annotations

from vouch.matching.coverage.cultivate import Cultivated, Near, cultivate
from vouch.matching.coverage.forecast import Demand, Foreseen, forecast
from vouch.matching.coverage.gaps import Coverage, Gap, Hours, coverage
from vouch.matching.coverage.seen import DealSeen, RequestSeen
from vouch.matching.coverage.supply import Able, covered

__all__ = [
    "Able",
    "Coverage",
    "Cultivated",
    "DealSeen",
    "Demand",
    "Foreseen",
    "Gap",
    "Hours",
    "Near",
    "RequestSeen",
    "coverage",
    "covered",
    "cultivate",
    "forecast",
]
