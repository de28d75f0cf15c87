"""What is slow, stale, out of order, or waits for somebody, and what mends it; nothing here changes anything."""

from __future__ import annotations

from vouch.runs.doctor.examine import examine
from vouch.runs.doctor.finding import Finding, Weight

__all__ = ["Finding", "Weight", "examine"]
