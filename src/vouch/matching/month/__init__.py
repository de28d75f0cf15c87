"""A whole month planned at once: who is asked for what, so that the sum of worth is the highest there is."""

from __future__ import annotations

from vouch.matching.month.caps import Caps
from vouch.matching.month.plan import plan
from vouch.matching.month.planned import MonthPlan, Placed, Unplaced

__all__ = ["Caps", "MonthPlan", "Placed", "Unplaced", "plan"]
