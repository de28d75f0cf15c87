"""Which part does each person play after the sale, and which did they play?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vouch.insight.calendar import FOR_EVER
from vouch.runs.shown.because import listed_ids
from vouch.runs.shown.found import Found

_ROLES = """
select contact, role, since, ends, begins <= $at and ends >= $at as now from {{roles}}
where contact in ({contacts}) order by contact, now desc, since desc, role
"""


@dataclass(frozen=True)
class Part:
    """One role of one person: since when, until when (None: still), and whether they play it that day."""

    role: str
    since: date
    until: date | None
    now: bool


def parts(of: Found, contacts: Sequence[str], day: date) -> dict[str, list[Part]]:
    """The roles of some people as of a day, present ones first, the latest first; nothing for those without any."""
    ids = listed_ids(contacts)
    if not ids or not of.has("roles"):
        return {}
    found: dict[str, list[Part]] = {}
    for row in of.rows(_ROLES.format(contacts=ids), at=of.end(day)):
        until = None if row["ends"] >= FOR_EVER else of.day(row["ends"])
        found.setdefault(row["contact"], []).append(Part(row["role"], of.day(row["since"]), until, row["now"]))
    return found
