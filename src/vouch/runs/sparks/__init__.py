"""Who of us should speak to whom is worked out after every placing and once a day."""

from __future__ import annotations

from vouch.runs.sparks.sparks import renew_sparks

__all__ = ["renew_sparks"]
