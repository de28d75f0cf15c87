"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.touch.queries.allowed import in_peace
from vouch.program.touch.queries.happened import happened
from vouch.program.touch.queries.today import for_colleague, gesture, line_of

__all__ = ["for_colleague", "gesture", "happened", "in_peace", "line_of"]
