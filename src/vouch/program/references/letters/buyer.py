"""What does the buyer read on the way to a call? Whom they meet and when, never how to reach them otherwise."""

from __future__ import annotations

import datetime as dt

from vouch.domain.policy import Policy
from vouch.domain.times import spoken
from vouch.program.references.letters.plain import Words
from vouch.program.references.letters.whom import person_of, zone_of_buyer
from vouch.program.references.models import Match


def to_the_buyer(step: str, match: Match, policy: Policy, *, at: dt.datetime | None = None) -> Words:
    """What the buyer reads: whom they meet and when, never how to reach them otherwise."""
    request, when = match.request, at or match.starts_at
    hour = spoken(when, zone_of_buyer(request, policy)) if when else ""
    who, seller = person_of(match), request.seller.name or request.seller.email
    facts = [("When", hour), ("How long", f"{match.minutes} minutes"), ("With", who), ("Where", match.place)]
    return {
        "booked": Words(
            subject=f"It is set: {who}, {hour}",
            says=["The time is agreed. An entry for your calendar comes with this mail."],
            facts=facts,
        ),
        "changed": Words(
            subject=f"Changed: {who}, {hour}",
            says=["Something about the call has changed; the entry for your calendar is new too."],
            facts=facts,
        ),
        "called_off": Words(
            subject=f"Called off: {who}, {hour}",
            says=[f"The call cannot take place at that time. We are sorry; {seller} writes to you about another."],
        ),
        "remind": Words(subject=f"Coming up: {who}, {hour}", says=["A reminder, the only one."], facts=facts),
    }[step]
