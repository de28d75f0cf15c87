"""What the pages of openings say, in sentences."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.program.openings.queries import HowMany, Seats
from vouch.program.openings.states import GuestState, OpeningState
from vouch.web.shared.environment import listed, plural, spelled
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.openings.models import Guest, Opening


def kind_words(opening: Opening, policy: Policy) -> str:
    """What sort it is; a kind that policy has no more keeps its name."""
    return policy.openings.kinds.get(opening.kind, opening.kind.replace("_", " "))


def seat_words(opening: Opening, seats: Seats, today: dt.date, willing: int = 0, qualify: int = 0) -> str:
    """The answer of the page: “2 of 3 seats are taken, 4 wait, 9 days are left.”"""
    if opening.state == OpeningState.DRAFT:
        who = f"{plural(qualify, 'person qualifies', 'people qualify')}" if qualify else "nobody qualifies"
        return f"A draft: {plural(seats.seats, 'seat')}, and {who} now."
    if opening.state == OpeningState.CANCELLED:
        return "It was cancelled, and everybody who had heard of it was told."
    if opening.state == OpeningState.HELD:
        came = opening.guests.filter(state=GuestState.CAME).count()
        return f"It took place: {came} of {plural(seats.taken, 'guest')} came."
    parts = [f"{seats.taken} of {plural(seats.seats, 'seat')} {'is' if seats.taken == 1 else 'are'} taken"]
    if willing:
        parts.append(f"{willing} would like one")
    if seats.waiting:
        parts.append(f"{seats.waiting} {'waits' if seats.waiting == 1 else 'wait'}")
    parts.append(left_words(opening, today))
    return f"{', '.join(parts)}."


def left_words(opening: Opening, today: dt.date) -> str:
    """How long it can be answered."""
    if opening.state == OpeningState.CLOSED:
        return "and it is closed"
    days = (opening.deadline - today).days
    if days < 0:
        return "its last day is over"
    return "today is the last day" if days == 0 else f"{plural(days, 'day')} left"


def criteria_words(opening: Opening, policy: Policy) -> str:
    """Its criteria in one line: “loyal or further; in manufacturing; has done at least one act”."""
    return "; ".join(opening.asked.sentences({name: rung.words for name, rung in policy.ladder.items()}))


def fits_words(found: HowMany) -> str:
    """How many qualify, and how many could."""
    if not found.everybody:
        return "Nobody at a customer is known yet."
    could = f", and {found.could} more could" if found.could else ""
    return f"{found.qualify} of {plural(found.everybody, 'person', 'people')} at customers qualify{could}."


def list_sentence(lane: str, counts: dict[str, int], free: int) -> str:
    """The answer of the list; `free`: seats that nobody has yet, in all that are open.

    >>> list_sentence("open", {"open": 2}, free=1)
    'Two openings have one seat to give.'
    >>> list_sentence("open", {"open": 1}, free=0)
    'One opening is open, and every seat is taken.'
    """
    n = counts[lane]
    if lane == "drafts":
        return f"{spelled(n, 'opening is a draft', 'openings are drafts')}."
    if lane == "past":
        return f"{spelled(n, 'opening is over', 'openings are over')}."
    if not n:
        return "Nothing is open to customers now."
    if not free:
        return f"{spelled(n, 'opening is', 'openings are')} open, and every seat is taken."
    return f"{spelled(n, 'opening has', 'openings have')} {spelled(free, 'seat', 'seats').lower()} to give."


def guest_words(guest: Guest, place: int | None) -> str:
    """Where one guest is, for the table."""
    state = GuestState(guest.state)
    if state is GuestState.SEATED:
        return f"has seat {guest.seat}"
    if state is GuestState.WAITING:
        return f"number {place} on the waiting list"
    if state is GuestState.OFFERED:
        until = f" until {current().day(guest.offer_until, year=False)}" if guest.offer_until else ""
        return f"asked to take seat {guest.seat}, kept{until}"
    return {
        GuestState.CLEARING: "waits for the account’s owner",
        GuestState.INVITED: "has not answered",
        GuestState.WILLING: "would like a seat",
        GuestState.DECLINED: "said no",
        GuestState.NOT_NOW: "said not now",
        GuestState.GAVE_BACK: "gave the seat back",
        GuestState.NOT_CHOSEN: "was not chosen",
        GuestState.NO_ANSWER: "did not answer",
        GuestState.TAKEN_BACK: "is not invited any more",
        GuestState.CAME: "was there",
        GuestState.MISSED: "had a seat and was not there",
    }[state]


def history_words(action: str) -> str:
    """One line of the history."""
    said = {
        "write_opening": "written", "publish_opening": "published", "more_seats": "given more seats",
        "decide_opening": "decided", "opening_closed": "closed", "opening_held": "held",
        "opening_cancelled": "cancelled", "change_opening": "changed, and every guest told",
        "take_back_guest": "an invitation was taken back",
    }  # fmt: skip
    return said.get(action, action.replace("_", " "))


def unknown_words(guest: Guest) -> str:
    """What was not known when they were chosen all the same."""
    return f"Not known then: {listed(list(guest.unknown))}." if guest.unknown else ""
