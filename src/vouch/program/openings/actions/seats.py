"""Who gets a seat, who waits, who moves up? Always in a turn at the opening (`turn.py`), so that nobody is between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of, moment_on
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.openings.actions.moving import move
from vouch.program.openings.actions.telling import tell
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import GuestState


@dataclass(frozen=True)
class Hand:
    """Who moves guests, and when: a colleague (`by`), else the door at which the customer stood, or the worker."""

    policy: Policy
    today: dt.date
    address: Address
    by: User | None = None
    door: str = "worker"

    @property
    def at(self) -> dt.datetime:
        """The moment."""
        return moment_on(self.today, self.policy)


def free_seats(opening: Opening) -> list[int]:
    """The numbers of the seats nobody has, lowest first. One that was offered to somebody is theirs until its day."""
    taken = set(opening.guests.exclude(seat=None).values_list("seat", flat=True))
    return [seat for seat in range(1, opening.seats + 1) if seat not in taken]


def queue(opening: Opening) -> list[Guest]:
    """The waiting list, first first."""
    rows = opening.guests.filter(state=GuestState.WAITING).select_related("opening", "contact", "account", "ask")
    return list(rows.order_by("place"))


def seat(guest: Guest, number: int, hand: Hand, words: str = "") -> Guest:
    """Give them this seat, and tell them."""
    found = move(guest, GuestState.SEATED, by=hand.by, door=hand.door, at=hand.at, words=words, seat=number)
    tell(found, "seated", hand.policy, hand.today, hand.address)
    return found


def wait(guest: Guest, hand: Hand, words: str = "") -> Guest:
    """Put them at the end of the waiting list, and tell them. There is room: the caller has looked."""
    last = opening_places(guest.opening)
    found = move(guest, GuestState.WAITING, by=hand.by, door=hand.door, at=hand.at, words=words, place=last + 1)
    tell(found, "waiting", hand.policy, hand.today, hand.address)
    return found


def opening_places(opening: Opening) -> int:
    """The last place that anybody has on the waiting list now; 0 for none."""
    places = opening.guests.exclude(place=None).values_list("place", flat=True)
    return max((place for place in places if place is not None), default=0)


def move_up(opening: Opening, hand: Hand) -> int:
    """Offer what is free to the first of the waiting list, until its day. Returns how many were asked."""
    day = day_of(opening.happens_at, hand.policy) if opening.happens_at else None
    if day is not None and hand.today >= day:
        return 0
    until = hand.today + dt.timedelta(days=hand.policy.openings.offer_days)
    until = min(until, day - dt.timedelta(days=1)) if day is not None else until
    asked = list(zip(queue(opening), free_seats(opening), strict=False))
    for guest, number in asked:
        found = move(
            guest, GuestState.OFFERED, by=None, door="worker", at=hand.at, seat=number, offer_until=until,
            words="A seat became free.",
        )  # fmt: skip
        tell(found, "offered", hand.policy, hand.today, hand.address)
    return len(asked)
