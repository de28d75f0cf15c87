"""Placing the customers of a data folder: opens its facts, runs the plan, and gives back what was found."""

from __future__ import annotations

from vouch.runs.place.plans import plan_for
from vouch.runs.place.run import Run, open_run

__all__ = ["Run", "open_run", "plan_for"]
