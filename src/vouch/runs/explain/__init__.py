"""Why somebody stands where they stand: found by name or id, told in at most five sentences."""

from __future__ import annotations

from vouch.runs.explain.find import find
from vouch.runs.explain.why import explain, why

__all__ = ["explain", "find", "why"]
