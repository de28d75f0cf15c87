"""What does an opening say to its guest? Sentences made of the opening, their place in it, and the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.asking.spoken import to_you
from vouch.domain.policy import Policy
from vouch.program.openings.letters.letters import sentence_of, when
from vouch.program.openings.queries import Seats, place_of, seats_of
from vouch.program.openings.states import Decides, GuestState, OpeningState
from vouch.web.shared.environment import few, spelled
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.openings.models import Guest


@dataclass(frozen=True, kw_only=True)
class Told:
    """One opening as its guest sees it. `open`: it waits for their word. `has`: they have a seat or a place."""

    guest: Guest
    head: str
    why: str
    when: str
    seats: Seats
    left: str
    next: str
    until: str
    act: str
    open: bool
    has: bool


def told(guest: Guest, policy: Policy, today: dt.date) -> Told:
    """The opening in sentences."""
    opening, seats = guest.opening, seats_of(guest.opening)
    rung = policy.ladder.get(opening.rung)
    state = GuestState(guest.state)
    late = state is GuestState.INVITED and (opening.state != OpeningState.PUBLISHED or today > opening.deadline)
    open_ = (state is GuestState.INVITED and not late) or state is GuestState.OFFERED
    return Told(
        guest=guest,
        head=_late(guest) if late else _head(guest, state),
        why=sentence_of(guest.why),
        when=when(opening, policy),
        seats=seats,
        left=left(seats, opening.decides) if open_ and state is GuestState.INVITED else "",
        next=_next(guest, state),
        until=_until(guest, state) if open_ else "",
        act=to_you(rung.words) if rung else "",
        open=open_,
        has=state in (GuestState.SEATED, GuestState.WAITING, GuestState.WILLING),
    )


def left(seats: Seats, decides: str) -> str:
    """How many seats are left, as it is: no urgency is made up.

    >>> left(Seats(seats=3, taken=1, waiting=0, room=2), "first_come")
    'Two of three seats are free.'
    """
    of = few(seats.seats, "seat")
    there = f"There {'is' if seats.seats == 1 else 'are'} {of}."
    if decides == Decides.NAMED:
        return f"{there} Who gets one is decided by a person, not by who is quick."
    if decides == Decides.LOT:
        return f"{there} A lot is drawn among all who say yes in time."
    if seats.free and not seats.waiting:
        if seats.seats == 1:
            return "The one seat is free."
        return f"{spelled(seats.free, ' ', ' ').strip()} of {of} {'is' if seats.free == 1 else 'are'} free."
    place = seats.waiting + 1
    if seats.waiting < seats.room:
        return f"All seats are taken at this moment. With a yes you are number {place} on the waiting list."
    return "All seats and the waiting list are taken at this moment. A seat may become free before the last day."


def _head(guest: Guest, state: GuestState) -> str:
    title, place = guest.opening.title, place_of(guest)
    return {
        GuestState.INVITED: f"You are chosen for “{title}”.",
        GuestState.OFFERED: f"A seat is free for you: “{title}”.",
        GuestState.SEATED: f"You have a seat: “{title}”.",
        GuestState.WILLING: f"You would like a seat at “{title}”. We have it from you.",
        GuestState.WAITING: f"You are number {place} on the waiting list of “{title}”.",
        GuestState.DECLINED: f"You said no to “{title}”, and that is settled.",
        GuestState.NOT_NOW: f"You said not now to “{title}”. We leave it at that.",
        GuestState.GAVE_BACK: "You gave your seat back. Thank you for telling us in time.",
        GuestState.NOT_CHOSEN: f"This time the seats of “{title}” went to others.",
        GuestState.NO_ANSWER: f"“{title}” could be answered until its day, which is over.",
        GuestState.TAKEN_BACK: _gone(guest),
        GuestState.CAME: f"You were at “{title}”. Thank you.",
        GuestState.MISSED: f"“{title}” took place without you. We hope all is well.",
    }.get(state, title)


def _late(guest: Guest) -> str:
    return f"“{guest.opening.title}” could be answered until {current().long_day(guest.opening.deadline)}."


def _gone(guest: Guest) -> str:
    if guest.opening.state == OpeningState.CANCELLED:
        return f"“{guest.opening.title}” was cancelled. We are sorry."
    return f"Your invitation to “{guest.opening.title}” was taken back. Nothing is expected of you."


def _next(guest: Guest, state: GuestState) -> str:
    opening = guest.opening
    if state is GuestState.SEATED:
        return "Should you not be able to come, give the seat back: somebody who waits has it then."
    if state is GuestState.WAITING:
        return "If a seat becomes free for you we write to you, and keep it for a few days. You need do nothing."
    if state is GuestState.WILLING:
        day = current().long_day(opening.deadline)
        how = "The lot is drawn" if opening.decides == Decides.LOT else "It is decided"
        return f"{how} after {day}, and you hear either way."
    if opening.state == OpeningState.CANCELLED and opening.result:
        return opening.result
    return ""


def _until(guest: Guest, state: GuestState) -> str:
    if state is GuestState.OFFERED:
        return f"The seat is kept for you until {current().long_day(guest.offer_until)}." if guest.offer_until else ""
    return f"You can answer until {current().long_day(guest.opening.deadline)}."
