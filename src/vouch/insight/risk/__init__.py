"""Who is at risk, and why: a flag beside the stage, raised by one hard reason or two soft ones.

Each reason says since when it stands and when, or by what, it ends.
"""

from __future__ import annotations

from vouch.insight.risk.flagged import reasons

__all__ = ["reasons"]
