"""A policy tried in the browser: read, written down to be tried, and put in its place once it is adopted."""

from __future__ import annotations

from vouch.runs.trying.adopting import adopt
from vouch.runs.trying.changed import Threshold, changed_text, in_force_text, thresholds, try_text

__all__ = ["Threshold", "adopt", "changed_text", "in_force_text", "thresholds", "try_text"]
