"""What do the person, the seller and the buyer read on the way to a call? One function a reader, one entry a step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from vouch.domain.asking.spoken import to_you
from vouch.domain.policy import Policy
from vouch.domain.times import spoken, zone_in, zones
from vouch.program.asks.days import said
from vouch.program.references.letters.plain import Words
from vouch.program.references.models import Match, Request, Slot


def zone_of_person(match: Match, policy: Policy) -> ZoneInfo:
    """The zone in which this person reads times: the one they named, their country's only one, else ours."""
    named = match.zone or zone_in(match.contact.country) or zone_in(match.account.country)
    return ZoneInfo(named) if named in zones() else policy.zone


def zone_of_buyer(request: Request, policy: Policy) -> ZoneInfo:
    """The zone in which the buyer reads times: as the request says, else ours."""
    return ZoneInfo(request.buyer_zone) if request.buyer_zone in zones() else policy.zone


def what(match: Match, policy: Policy) -> str:
    """What it is, in the middle of a sentence: `a private call with one prospect`."""
    rung = policy.ladder.get(match.request.activity)
    return to_you(rung.words) if rung else match.request.activity.replace("_", " ")


def buyer_of(request: Request) -> str:
    """Whom it is for: the person and their company."""
    return f"{request.buyer_name} of {request.buyer}" if request.buyer_name else request.buyer


def person_of(match: Match) -> str:
    """Who speaks: the person and their company."""
    return f"{match.contact.name or match.contact.email} of {match.account.name}"


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
            says=[f"{whom} would like to speak to you, and {seller} has named times.", _list(match, zone)],
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


def to_seller(step: str, match: Match, policy: Policy, *, words: str = "", at: dt.datetime | None = None) -> Words:
    """What whoever asked for it reads."""
    request, when = match.request, at or match.starts_at
    who, hour = person_of(match), spoken(when, policy.zone) if when else ""
    first = match.contact.name or match.contact.email
    facts = [("When", hour), ("How long", f"{match.minutes} minutes"), ("Who", who), ("For", buyer_of(request)),
             ("Where", match.place)]  # fmt: skip
    quoted = f"In their words: “{words}”" if words else ""
    go = "See the request"
    return {
        "willing": Words(
            subject=f"{first} said yes: {request.buyer}",
            says=[f"{who} said yes. They are asked for times now; you can offer times yourself.", quoted],
            go="Offer times",
        ),
        "times": Words(
            subject=f"{first} named times: {request.buyer}",
            says=[f"{who} could speak at one of these times.", _list(match, policy.zone)],
            go="Pick one, or let the buyer pick",
        ),
        "booked": Words(
            subject=f"It is set: {first} and {request.buyer}, {hour}",
            says=["The time is agreed. An entry for your calendar comes with this mail."],
            facts=facts,
            go=go,
        ),
        "changed": Words(
            subject=f"Changed: {first} and {request.buyer}, {hour}",
            says=["The entry for your calendar is new."],
            facts=facts,
            go=go,
        ),
        "called_off": Words(
            subject=f"Called off: {first} and {request.buyer}, {hour}",
            says=[
                f"{who} cannot at that time any more. {quoted}".strip(),
                "Your calendar is told with this mail. The request goes on: they were asked for other times.",
            ],
            go=go,
        ),
        "called_off_by_us": Words(
            subject=f"Called off: {first} and {request.buyer}, {hour}",
            says=["The time was called off from our side, and everybody is told.", words],
            go=go,
        ),
        "remind": Words(
            subject=f"Coming up: {first} and {request.buyer}, {hour}", says=["A reminder."], facts=facts, go=go
        ),
        "how": Words(
            subject=f"How was it? {first} and {request.buyer}",
            says=[f"{who} and {buyer_of(request)} were to speak on {hour}. How was it, against what you expected?"],
            go="Say it in a minute",
            note="It decides how well the next request is matched. If they did not meet, say that there instead.",
        ),
        "missed": Words(
            subject=f"They did not meet: {first} and {request.buyer}",
            says=[
                f"We hear that the call of {hour} did not take place. {quoted}".strip(),
                "Other times are asked for.",
            ],
            go=go,
        ),
        "declined": Words(
            subject=f"{first} said no, or not now: {request.buyer}",
            says=[
                f"{who} is not for this one. {quoted}".strip(),
                f"The call of {hour} is off, and your calendar is told with this mail." if hour else "",
                "The request goes on: choose somebody else, or leave it to the desk.",
            ],
            go=go,
        ),
        "no_answer": Words(
            subject=f"No answer from {first}: {request.buyer}",
            says=[f"{who} did not answer in the days there were. The request goes on: choose somebody else."],
            go=go,
        ),
        "not_cleared": Words(
            subject=f"{match.account.name} was not cleared: {request.buyer}",
            says=[f"Whoever looks after {match.account.name} said no. {quoted}".strip(), "The request goes on."],
            go=go,
        ),
        "withdrawn": Words(
            subject=f"{first} is not asked any more: {request.buyer}",
            says=[
                f"{who} was taken off the request. {quoted}".strip(),
                f"The call of {hour} is off, and your calendar is told with this mail." if hour else "",
            ],
            go=go,
        ),
    }[step]


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


def _list(match: Match, zone: ZoneInfo) -> str:
    slots: Sequence[Slot] = [one for one in match.slots.all() if not one.gone]
    return "\n".join(spoken(one.starts_at, zone) for one in slots)


def _why_not(match: Match) -> str:
    request = match.request
    if request.outcome == "won":
        return f"{request.buyer} have decided meanwhile, for us."
    if request.outcome == "lost":
        return f"{request.buyer} have decided meanwhile."
    if request.state in ("done", "unfilled", "withdrawn"):
        return "It is not needed any more."
    return f"We had to take that back on {said(match.ask.changed_at)}."
