"""The entry for a calendar, by the standard (RFC 5545, sent as RFC 5546 and RFC 6047 say): set, changed, called off.

One entry a match for ever (`uid`), whose `sequence` rises with each change, so that calendars replace what they have.
An address stands in a reader's copy only where they may have it: a seller's from when it is released to them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.outbox.letter import Attachment, line
from vouch.program.references.models import Match

NAME = "call.ics"


class Method(StrEnum):
    """What a calendar is to do with it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who takes part, with the address that their calendar is found by."""

    name: str
    email: str
    accepted: bool = True


def guests_of(match: Match, *, with_person: bool, with_buyer: bool = True) -> list[Guest]:
    """Who takes part: the person, the seller, and the buyer where they are known."""
    request = match.request
    found = [Guest(name=request.seller.name or request.seller.email, email=request.seller.email)]
    if with_person and match.contact.email:
        found.insert(0, Guest(name=match.contact.name, email=match.contact.email))
    if with_buyer and request.buyer_email:
        found.append(Guest(name=request.buyer_name or request.buyer, email=request.buyer_email, accepted=False))
    return found


def entry(
    match: Match,
    method: Method,
    *,
    guests: list[Guest],
    policy: Policy,
    at: dt.datetime,
    starts_at: dt.datetime | None = None,
    page: str = "",
) -> str:
    """The file's text. `starts_at`: the time it is about, where the match has none any more; `at`: now.

    Raises Refusal where no time was picked.
    """
    begins = starts_at or match.starts_at
    if begins is None:
        raise Refusal("no_time", "No time was picked yet, so there is nothing for a calendar.")
    request, begins = match.request, begins.astimezone(dt.UTC)
    event = Event()
    event.add("uid", f"{match.key}@vouch")
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + dt.timedelta(minutes=match.minutes))
    event.add("summary", line(f"{match.contact.name or match.account.name} and {request.buyer}"))
    about = [f"{match.contact.name} of {match.account.name} speaks to {request.buyer_name or request.buyer}."]
    event.add("description", "\n".join([*about, policy.company.name, page]).strip())
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    event.add("sequence", match.sequence)
    if match.place:
        event.add("location", line(match.place, 300))
    if page:
        event.add("url", page)
    event.add("organizer", _address(Guest(name=request.seller.name, email=request.seller.email)))
    for guest in guests if method is not Method.PUBLISH else ():
        attendee = _address(guest)
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["partstat"] = vText("ACCEPTED" if guest.accepted else "NEEDS-ACTION")
        attendee.params["rsvp"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Vouch//reference desk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def attached(text: str, method: Method) -> tuple[Attachment, ...]:
    """It as it goes with a mail."""
    return (Attachment(name=NAME, type=f"text/calendar; method={method.value}", text=text),)


def _address(guest: Guest) -> vCalAddress:
    found = vCalAddress(f"mailto:{guest.email}")
    if guest.name:
        found.params["cn"] = vText(line(guest.name, 120).replace('"', "'"))  # a parameter cannot hold the sign
    return found
