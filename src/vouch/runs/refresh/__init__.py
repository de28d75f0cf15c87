"""Placing everyone and making it what the pages show: projection, current placements, history and evidence."""

from __future__ import annotations

from vouch.runs.refresh.refresh import Refreshed, refresh

__all__ = ["Refreshed", "refresh"]
