"""The entry for a guest's calendar: one event, by the standard (RFC 5545)."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.openings.models import Opening


def calendar_file(opening: Opening, *, policy: Policy, page: str) -> bytes:
    """The file. `page`: the address of the guest's page. Once an opening was cancelled, the same entry says so.

    Raises Refusal where no day was named yet.
    """
    if opening.happens_at is None:
        raise Refusal("no_day", "When it takes place is not known yet. Whoever runs it tells you.")
    event = Event()
    event.add("uid", f"{opening.key}@vouch")
    event.add("dtstamp", opening.changed_at.astimezone(dt.UTC))
    event.add("dtstart", opening.happens_at.astimezone(dt.UTC))
    event.add("dtend", opening.happens_at.astimezone(dt.UTC) + dt.timedelta(minutes=opening.minutes))
    event.add("summary", opening.title)
    event.add("description", f"{opening.what}\n\n{policy.company.name}\n{page}")
    event.add("status", "CANCELLED" if opening.state == "cancelled" else "CONFIRMED")
    event.add("sequence", opening.turn)
    event.add("url", page)
    if opening.place:
        event.add("location", opening.place)
    calendar = Calendar()
    calendar.add("prodid", "-//Vouch//openings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
