"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.touch.queries.allowed import in_peace
from vouch.program.touch.queries.between import asked, here, looked_after, to_speak_to
from vouch.program.touch.queries.happened import happened
from vouch.program.touch.queries.sparks import in_common_with, sparks_of
from vouch.program.touch.queries.today import for_colleague, gesture, line_of

__all__ = [
    "asked",
    "for_colleague",
    "gesture",
    "happened",
    "here",
    "in_common_with",
    "in_peace",
    "line_of",
    "looked_after",
    "sparks_of",
    "to_speak_to",
]
