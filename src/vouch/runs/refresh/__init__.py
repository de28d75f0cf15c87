"""Placing everyone and making it what the pages show: projection, current placements, history and evidence."""

from __future__ import annotations

from vouch.runs.refresh.refresh import Refreshed, refresh
from vouch.runs.refresh.results import Results, current_results

__all__ = ["Refreshed", "Results", "current_results", "refresh"]
