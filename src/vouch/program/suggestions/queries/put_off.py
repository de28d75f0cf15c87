"""What did colleagues put off, and until when?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact
from vouch.program.suggestions.models import NotThisWeek
from vouch.program.suggestions.queries.steps import Within


def put_off(today: date) -> dict[str, set[str]]:
    """By person, the activities that are put off on that day; the empty one is everything. In two statements."""
    now = moved(Contact)
    found: dict[str, set[str]] = {}
    for contact, activity in NotThisWeek.objects.filter(until__gte=today).values_list("contact_id", "activity"):
        found.setdefault(now.get(contact, contact), set()).add(activity)
    return found


def put_off_now(whose: Within, *, today: date, limit: int = 50) -> Sequence[NotThisWeek]:
    """What is put off on that day, latest first, with person, account and who said so."""
    rows = NotThisWeek.objects.select_related("contact__account", "by").filter(until__gte=today)
    if not whose.everybody:
        rows = rows.filter(contact__account__owner_id=whose.owner) if whose.owner else rows.none()
    return list(rows.order_by("-at", "pk")[:limit])
