"""The next step of a person, what was put off, and the month."""

from __future__ import annotations

from vouch.program.suggestions.models.month import Month, MonthPick
from vouch.program.suggestions.models.put_off import NotThisWeek
from vouch.program.suggestions.models.step import NextStep

__all__ = ["Month", "MonthPick", "NextStep", "NotThisWeek"]
