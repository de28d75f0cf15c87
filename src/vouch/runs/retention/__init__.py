"""Single events of use that are old become sums by day, where policy says so; every placement stays what it was."""

from __future__ import annotations

from vouch.runs.retention.usage import Rolled, horizon, roll_up, what_would

__all__ = ["Rolled", "horizon", "roll_up", "what_would"]
