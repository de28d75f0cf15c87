"""What we write: to a customer who is invited, to an owner who is asked first, to a colleague once a day."""

from __future__ import annotations

from vouch.program.asks.letters.day import day
from vouch.program.asks.letters.invitation import invitation, owner_text, reminder

__all__ = ["day", "invitation", "owner_text", "reminder"]
