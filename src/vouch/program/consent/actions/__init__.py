"""What changes here: the company's word, the person's word, and what holds both back."""

from __future__ import annotations

from vouch.program.consent.actions.company import end_permission, set_permission
from vouch.program.consent.actions.holding import end_release, hold, lift, release_renewal
from vouch.program.consent.actions.limiting import pause, set_limits
from vouch.program.consent.actions.person import say_consent

__all__ = [
    "end_permission",
    "end_release",
    "hold",
    "lift",
    "pause",
    "release_renewal",
    "say_consent",
    "set_limits",
    "set_permission",
]
