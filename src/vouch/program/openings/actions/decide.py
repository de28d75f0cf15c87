"""Who of those who would like a seat gets one? A named colleague says, or the lot; the next ones wait, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Max, Q

from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.domain.openings import drawn
from vouch.domain.policy import Policy
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, refusal
from vouch.program.history.actions import record
from vouch.program.openings.actions.moving import move
from vouch.program.openings.actions.seats import Hand, free_seats, queue, seat, wait
from vouch.program.openings.actions.telling import tell
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import Decides, GuestState


@transaction.atomic
def decide(
    *, by: User, opening: Opening, chosen: Collection[str], policy: Policy, today: dt.date, address: Address
) -> Opening:
    """Give seats to these guests (by key); the others wait in the order of their answers, as far as the list reaches.

    It can be done again while seats are free. Raises NotAllowed; BadInput where there are too many, or too few seats.
    """
    opening = take_turn(opening.pk, states=SEATS_MOVE)
    if opening.decider_id != by.pk and not may(by, "run_openings"):
        raise NotAllowed("not_the_decider", f"{opening.decider or 'A colleague'} decides this one. {_who()}")
    if opening.decides != Decides.NAMED:
        raise Conflict("not_by_hand", f"Seats of this one go another way: {opening.get_decides_display()}.")
    willing = _willing(opening)
    wanted = [one for one in willing if one.pk in set(chosen)]
    free = free_seats(opening)
    if not wanted:
        raise BadInput("nobody_chosen", "Choose at least one of those who would like a seat.", field="guest")
    if len(wanted) > len(free):
        raise BadInput(
            "too_many_chosen", f"You chose {len(wanted)}, and {len(free)} of {opening.seats} seats are free.",
            field="guest",
        )  # fmt: skip
    others = [one for one in willing if one not in wanted]
    hand = Hand(policy=policy, today=today, address=address, by=by, door="workspace")
    return _given(opening, wanted, others, hand)


@transaction.atomic
def draw(*, by: User | None, opening: Opening, policy: Policy, today: dt.date, address: Address) -> Opening:
    """Draw the lot among those who would like a seat: the same seed draws the same. The worker does it on the day.

    Raises NotAllowed; Conflict before its last day to answer is over, or where no lot is drawn.
    """
    opening = take_turn(opening.pk, states=SEATS_MOVE)
    if by is not None and not may(by, "run_openings"):
        raise NotAllowed("not_allowed", refusal("run_openings"))
    if opening.decides != Decides.LOT or opening.decided_at is not None:
        raise Conflict("no_lot", "There is no lot to draw here, or it was drawn already.")
    if today <= opening.deadline:
        raise Conflict("too_early", f"Answers come until {opening.deadline:%-d %b %Y}. The lot is drawn after that.")
    willing = {one.pk: one for one in _willing(opening)}
    order = [willing[pk] for pk in drawn(opening.seed, willing)]
    free = len(free_seats(opening))
    hand = Hand(policy=policy, today=today, address=address, by=by, door="workspace" if by else "worker")
    return _given(opening, order[:free], order[free:], hand)


def _given(opening: Opening, chosen: Sequence[Guest], others: Sequence[Guest], hand: Hand) -> Opening:
    for guest, number in zip(chosen, free_seats(opening), strict=False):
        seat(guest, number, hand)
    room = max(opening.waiting - len(queue(opening)), 0)
    for guest in others[:room]:
        wait(guest, hand)
    for guest in others[room:]:
        found = move(guest, GuestState.NOT_CHOSEN, by=hand.by, door=hand.door, at=hand.at)
        tell(found, "not_chosen", hand.policy, hand.today, hand.address)
    Opening.objects.filter(pk=opening.pk).update(decided_at=hand.at)
    record(by=hand.by, door=hand.door, action="decide_opening", kind="opening", object_id=opening.pk, seats=len(chosen))
    return Opening.objects.get(pk=opening.pk)


def _willing(opening: Opening) -> list[Guest]:
    """Those who would like a seat, in the order of their answers; of one moment, in that in which they were kept."""
    rows = opening.guests.filter(state=GuestState.WILLING).select_related("opening", "contact", "account", "ask")
    said = Max("steps__id", filter=Q(steps__after=GuestState.WILLING))
    return list(rows.annotate(said=said).order_by("answered_at", "said", "key"))


def _who() -> str:
    return "So may whoever runs openings."
