"""What is believed of how people like to take part, worked out from what they said, did and declined."""

from __future__ import annotations

from vouch.runs.personalities.renew import renew, renew_one

__all__ = ["renew", "renew_one"]
