"""What could come next with each person: gates first, then what it is worth to both, and published at once."""

from __future__ import annotations

from vouch.runs.suggest.suggest import Suggested, suggest

__all__ = ["Suggested", "suggest"]
