"""What is worked out anew after everybody was placed, and once more when a day has begun."""

from __future__ import annotations

from vouch.runs.renew.renew import due, renew
from vouch.runs.renew.steps import STEPS, Step

__all__ = ["STEPS", "Step", "due", "renew"]
