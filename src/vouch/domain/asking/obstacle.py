"""One reason why somebody may not be asked now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Obstacle:
    """Its code for machines, a full sentence, who or what lifts it, and the last day it stands where one is known.

    `rule` is the sentence without what is particular to one rung, where that differs: it is the same for every rung.
    """

    code: str
    sentence: str
    lifts: str
    until: date | None = None
    rule: str = ""


def said_day(day: date) -> str:
    """A day as the sentences of obstacles say it.

    >>> said_day(date(2026, 11, 5))
    '5 Nov 2026'
    """
    return f"{day:%-d %b %Y}"
