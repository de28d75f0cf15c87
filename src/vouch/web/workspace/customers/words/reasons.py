"""Why somebody is at risk, since when, and when it ends, in words."""

from __future__ import annotations

import datetime as dt

from vouch.runs.explain.why import REASONS
from vouch.web.shared import reader


def reason_words(reason: str) -> str:
    """A reason of the policy as people read it: “they gave notice”."""
    return REASONS.get(reason, reason.replace("_", " "))


def ends_words(ends: str | None) -> str:
    """When it ends: “Ends by itself after 1 Dec 2026”, or what has to happen for that; empty where nobody knows."""
    if not ends:
        return ""
    try:
        day = dt.date.fromisoformat(ends)
    except ValueError:
        return f"Ends {ends}."
    return f"Ends by itself after {reader.current().day(day)}."
