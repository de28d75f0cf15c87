"""Who is ideal: how far the teams agree on it, and which customers fit what was agreed. `docs/ideas/ideal.md`."""

from __future__ import annotations

from vouch.matching.ideal.agreement import Agreement, agreement
from vouch.matching.ideal.fit import Fit, Part, Value, Wish, fit

__all__ = ["Agreement", "Fit", "Part", "Value", "Wish", "agreement", "fit"]
