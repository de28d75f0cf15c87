"""The mails of an opening: chosen, a seat, waiting, a seat that became free, not this time, changed, cancelled."""

from __future__ import annotations

from vouch.program.openings.letters.letters import letter

__all__ = ["letter"]
