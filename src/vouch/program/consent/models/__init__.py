"""The tables of the room."""

from __future__ import annotations

from vouch.program.consent.models.consent import Consent
from vouch.program.consent.models.hold import Hold, Release
from vouch.program.consent.models.limits import Limits
from vouch.program.consent.models.permission import Permission

__all__ = ["Consent", "Hold", "Limits", "Permission", "Release"]
