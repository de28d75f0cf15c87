"""The mails of an opening: chosen, a seat, the waiting list, a seat that became free, not this time, cancelled."""

from __future__ import annotations

from vouch.program.openings.letters.letters import letter

__all__ = ["letter"]
