"""What does the person read on the way to a call? One entry a step."""

from __future__ import annotations

import datetime as dt

from vouch.domain.policy import Policy
from vouch.domain.times import spoken
from vouch.program.asks.days import said
from vouch.program.references.letters.plain import Words
from vouch.program.references.letters.whom import buyer_of, times_of, what, zone_of_person
from vouch.program.references.models import Match


def to_person(step: str, match: Match, policy: Policy, *, words: str = "", at: dt.datetime | None = None) -> Words:
    """What the person reads. `words`: what the other side wrote; `at`: the time it is about."""
    request, when = match.request, at or match.starts_at
    whom, seller = buyer_of(request), request.seller.name or request.seller.email
    zone = zone_of_person(match, policy)
    hour = spoken(when, zone) if when else ""
    facts = [("When", hour), ("How long", f"{match.minutes} minutes"), ("With", whom), ("Where", match.place)]
    quoted = f"“{words}”" if words else ""
    return {
        "times": Words(
            subject=f"Which of these times suits you? Your talk with {request.buyer}",
            says=[f"{whom} would like to speak to you, and {seller} has named times.", times_of(match, zone)],
            go="Pick one, or name others",
            note="Opening the page changes nothing. If none of them suits, name times of your own there.",
        ),
        "booked": Words(
            subject=f"It is set: {request.buyer}, {hour}",
            says=["Thank you. The time is agreed, and an entry for your calendar comes with this mail."],
            facts=facts,
            go="See it, change it or call it off",
            note="Should something come up, say so there: everybody is told at once, and nobody holds it against you.",
        ),
        "changed": Words(
            subject=f"Changed: your talk with {request.buyer}, {hour}",
            says=["Something about the call has changed; the entry for your calendar is new too."],
            facts=facts,
            go="See it",
        ),
        "called_off": Words(
            subject=f"That time does not work any more: {request.buyer}, {hour}",
            says=[
                f"{seller} had to call off the time that was agreed. {quoted}".strip(),
                "Your calendar is told with this mail. If you still would, name other times, or wait for theirs.",
            ],
            go="Name other times",
        ),
        "called_off_by_you": Words(
            subject=f"Called off: {request.buyer}, {hour}",
            says=["You called it off, and everybody knows. Your calendar is told with this mail. All is well."],
        ),
        "remind": Words(
            subject=f"Coming up: {request.buyer}, {hour}",
            says=["A reminder, the only one."],
            facts=facts,
            go="See it, change it or call it off",
        ),
        "how": Words(
            subject=f"How was it with {request.buyer}?",
            says=[f"You spoke to {whom}. Thank you for that. How was it, and how long did it take you?"],
            go="Say it in a minute",
            note="Only we read it. If the two of you did not meet, say that there instead.",
        ),
        "missed": Words(
            subject=f"You and {request.buyer} did not meet",
            says=[
                f"We hear that the call of {hour} did not take place. That happens. {quoted}".strip(),
                "If you would still like to, name other times. If not, say so there, and it is settled.",
            ],
            go="Name other times, or leave it",
        ),
        "not_needed": Words(
            subject=f"You need do nothing more: {request.buyer}",
            says=[
                f"You were asked for {what(match, policy)}, for {request.buyer}. {_why_not(match)}",
                "Nothing is expected of you, and thank you for being there for it.",
            ],
        ),
    }[step]


def _why_not(match: Match) -> str:
    request = match.request
    if request.outcome == "won":
        return f"{request.buyer} have decided meanwhile, for us."
    if request.outcome == "lost":
        return f"{request.buyer} have decided meanwhile."
    if request.state in ("done", "unfilled", "withdrawn"):
        return "It is not needed any more."
    return f"We had to take that back on {said(match.ask.changed_at)}."
