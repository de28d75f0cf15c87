"""What does a guest read? One short letter a step; its button leads to their page, and opening that changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vouch.domain.openings.criteria import either
from vouch.domain.policy import Policy
from vouch.program.asks.days import said
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.queries.places import place_of
from vouch.program.openings.states import GuestState
from vouch.program.outbox.letter import Letter, line, render, reply_to, sender, stop_in_one_click

_SUBJECT = {
    "invited": "You are chosen: {title}",
    "seated": "Your seat: {title}",
    "waiting": "You are on the waiting list: {title}",
    "offered": "A seat is free for you: {title}",
    "not_chosen": "Not this time: {title}",
    "changed": "Changed: {title}",
    "cancelled": "Cancelled: {title}",
    "taken_back": "Your invitation was taken back: {title}",
}


def letter(guest: Guest, what: str, *, policy: Policy, page: str, stop: str, because: str = "") -> Letter:
    """The letter that says `what` to this guest. `page`: their page; `stop`: where all invitations end.

    `because`: why, in a colleague's words; what the opening itself says where it is empty.
    """
    opening = guest.opening
    by = opening.host or opening.author
    subject = line(_SUBJECT[what].format(title=opening.title))
    context: dict[str, Any] = {
        "about": what,
        "subject": subject,
        "name": line(guest.contact.name, 255),
        "their_company": line(guest.account.name, 255),
        "we": line(policy.company.name, 255),
        "by": line(by.name or by.email, 120),
        "opening": opening,
        "when": when(opening, policy),
        "why": sentence_of(guest.why),
        "until": said(opening.deadline),
        "offer_until": said(guest.offer_until) if guest.offer_until else "",
        "place": place_of(guest),
        "seated": guest.state == GuestState.SEATED,
        "because": because or opening.result,
        "page": page,
        "stop": stop,
    }
    return Letter(
        to=guest.contact.email,
        subject=subject,
        text=render("openings/letters/letter.txt", **context),
        html=render("openings/letters/letter.html", **context),
        sender=sender(f"{by.name or by.email}, {policy.company.name}"),
        contact=guest.contact_id,
        headers=reply_to(by.name, by.email) | stop_in_one_click(stop),
    )


def when(opening: Opening, policy: Policy) -> str:
    """The day and hour as our sentences say them, in the company's zone; empty where it has none."""
    if opening.happens_at is None:
        return ""
    at: dt.datetime = opening.happens_at.astimezone(policy.zone)
    return f"{at:%A}, {said(at)}, {at:%H:%M} ({policy.company.time_zone})"


def sentence_of(why: list[str]) -> str:
    """Why somebody was chosen, in one line."""
    return f"{either(why).replace(' or ', ' and ')}." if why else ""
