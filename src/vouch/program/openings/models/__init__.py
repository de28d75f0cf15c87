"""The tables of the room."""

from __future__ import annotations

from vouch.program.openings.models.guest import Guest, GuestLink, GuestStep
from vouch.program.openings.models.opening import Opening

__all__ = ["Guest", "GuestLink", "GuestStep", "Opening"]
