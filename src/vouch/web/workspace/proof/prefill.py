"""What can be filled in from a deal that was won? The day it was promised, and what the deal itself says of goals."""

from __future__ import annotations

import re
from typing import Any

from vouch.runs.kept import Deal

_GOALS = re.compile(r"goal|success|objective|outcome|promis|expect|criteri|value prop|use case|why", re.IGNORECASE)


def from_deal(deal: Deal) -> dict[str, Any]:
    """The first answers of a promise that was made with this deal; everything can be changed."""
    goals = [value.strip() for name, value in deal.further.items() if _GOALS.search(name) and value.strip()]
    return {"text": goals[0][:1000] if goals else "", "promised_on": deal.closed_on}


def in_words(deal: Deal) -> list[tuple[str, str]]:
    """What the deal says beside what Vouch has names for, as far as it is words and not a code or a figure."""
    return [(name, value) for name, value in deal.further.items() if _GOALS.search(name) or len(value.split()) > 2]
