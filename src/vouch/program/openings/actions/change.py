"""What is published can still take place elsewhere or another day: everybody who counts on it hears, and why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of, moment_on
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.openings.actions.telling import tell, untell
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.actions.write import check_when, plain
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import UNDER_WAY, GuestState

_STILL = tuple(state for state in UNDER_WAY if state is not GuestState.CLEARING)
"""Those who have heard of it and for whom something is still to come."""


@transaction.atomic
def change(
    *,
    by: User,
    opening: Opening,
    happens_at: dt.datetime | None,
    minutes: int,
    place: str,
    words: str = "",
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Opening:
    """Another day, hour, length or place. `words`: why, which every guest reads; it may be left out.

    Whoever has a seat, waits, or has not answered yet is told, and the entry for their calendar has a higher sequence,
    so that it takes the place of the old one. An invitation that has not left says the new day. Seats and answers stay:
    who cannot come then gives the seat back on their page.

    Raises NotAllowed; BadInput with the field; Conflict where it is no longer ahead.
    """
    require(by, "run_openings")
    opening = take_turn(opening.pk, states=SEATS_MOVE)
    place, words = plain("place", place, 200), plain("words", words, 300)
    if happens_at is None and opening.happens_at is not None:
        raise BadInput(
            "no_day", "Name the new day, or cancel it: whoever has a seat counts on one.", field="happens_at"
        )
    if happens_at is not None and day_of(happens_at, policy) < today:
        raise BadInput("day_is_over", "That day is over. Name one that is still ahead.", field="happens_at")
    check_when(happens_at, minutes, opening.deadline, policy)
    new = {"happens_at": happens_at, "minutes": minutes, "place": place}
    old = {name: getattr(opening, name) for name in new}
    if new == old:
        raise BadInput("nothing_new", "That is the day and the place it has now.", field="happens_at")
    Opening.objects.filter(pk=opening.pk).update(**new, changed_at=moment_on(today, policy))
    what = [name for name in new if new[name] != old[name]]
    record(by=by, action="change_opening", kind="opening", object_id=opening.pk, what=what)
    for guest in _still(opening):
        if guest.state == GuestState.INVITED and untell(guest, "invited"):
            tell(guest, "invited", policy, today, address)
        else:
            tell(guest, "changed", policy, today, address, because=words, nth=opening.turn)
    return Opening.objects.select_related("host", "author", "decider").get(pk=opening.pk)


def _still(opening: Opening) -> list[Guest]:
    rows = Guest.objects.filter(opening=opening, state__in=_STILL)
    return list(rows.select_related("opening__host", "opening__author", "contact", "account").order_by("key"))
