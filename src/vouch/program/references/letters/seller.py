"""What does whoever asked for it read on the way to a call? One entry a step; names as policy lets them read them."""

from __future__ import annotations

import datetime as dt

from vouch.domain.policy import Policy
from vouch.domain.times import spoken
from vouch.program.references.letters.plain import Words
from vouch.program.references.letters.whom import buyer_of, person_of, times_of
from vouch.program.references.models import Match


def to_seller(
    step: str,
    match: Match,
    policy: Policy,
    *,
    words: str = "",
    at: dt.datetime | None = None,
    described: str = "",
) -> Words:
    """What whoever asked for it reads. `described`: what stands in place of a name that they may not read."""
    if described:
        return _unnamed(step, match, described)
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
            says=[f"{who} could speak at one of these times.", times_of(match, policy.zone)],
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


def _unnamed(step: str, match: Match, described: str) -> Words:
    """The same before it was cleared, where names are kept back: neither it nor what others wrote says who it was."""
    buyer, go = match.request.buyer, "See the request"
    if step == "not_cleared":
        return Words(
            subject=f"Not cleared: {buyer}",
            says=[f"{described}: whoever looks after them said no.", "The request goes on."],
            go=go,
        )
    return Words(
        subject=f"Not asked any more: {buyer}",
        says=[f"{described}: they were taken off the request.", "The request goes on."],
        go=go,
    )
