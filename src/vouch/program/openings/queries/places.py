"""Which number on the waiting list is somebody, and how many seats are left?"""

from __future__ import annotations

from dataclasses import dataclass

from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import GuestState


def place_of(guest: Guest) -> int | None:
    """Their number on the waiting list, from 1; None for somebody who is not on it."""
    if guest.state != GuestState.WAITING or guest.place is None:
        return None
    return guest.opening.guests.filter(state=GuestState.WAITING, place__lt=guest.place).count() + 1


@dataclass(frozen=True, kw_only=True)
class Seats:
    """The seats of one opening: how many, how many are taken (kept ones too), how many wait, and how many could."""

    seats: int
    taken: int
    waiting: int
    room: int

    @property
    def free(self) -> int:
        """Seats nobody has."""
        return max(self.seats - self.taken, 0)

    @property
    def full(self) -> bool:
        """Whether neither a seat nor a place on the list is left."""
        return not self.free and self.waiting >= self.room


def seats_of(opening: Opening) -> Seats:
    """The seats as they are at this moment."""
    return Seats(
        seats=opening.seats,
        taken=opening.guests.exclude(seat=None).count(),
        waiting=opening.guests.filter(state=GuestState.WAITING).count(),
        room=opening.waiting,
    )
