"""What a run publishes, and what people put off."""

from __future__ import annotations

from vouch.program.suggestions.actions.publish import forget_unknown, publish
from vouch.program.suggestions.actions.put_off import not_this_week, take_back

__all__ = ["forget_unknown", "not_this_week", "publish", "take_back"]
