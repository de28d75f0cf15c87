"""What happens by itself? Cleared invitations leave, days end, lots are drawn, whoever waits first moves up.

Every call may be made at any time, by several at once, and be killed: each opening has a turn of its own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import transaction

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.links import Address
from vouch.program.openings.actions.decide import draw
from vouch.program.openings.actions.end import close
from vouch.program.openings.actions.invite import send_cleared
from vouch.program.openings.actions.moved import stop_for_moves
from vouch.program.openings.actions.moving import again, move
from vouch.program.openings.actions.seats import Hand, move_up
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import Decides, GuestState, OpeningState


def tend(*, policy: Policy, today: dt.date, address: Address) -> dict[str, int]:
    """Do what is due; what was done by its words, and how often."""
    counts: Counter[str] = Counter()
    counts["invitations stopped by a new employer"] = stop_for_moves(policy=policy, today=today, address=address)
    counts["invitations to openings sent"] = send_cleared(policy=policy, today=today, address=address)
    for opening in Opening.objects.filter(state=OpeningState.PUBLISHED, deadline__lt=today):
        counts["openings closed"] += _each(lambda one: close(by=None, opening=one, policy=policy, today=today), opening)
    lots = Opening.objects.filter(state=OpeningState.CLOSED, decides=Decides.LOT, decided_at=None)
    for opening in lots:
        counts["lots drawn"] += _each(
            lambda one: draw(by=None, opening=one, policy=policy, today=today, address=address), opening
        )
    ended = Guest.objects.filter(state=GuestState.OFFERED, offer_until__lt=today).values_list("pk", "opening_id")
    for key, opening_key in list(ended):
        counts["offers of a seat ended"] += _end_offer(key, opening_key, policy, today, address)
    for opening in Opening.objects.filter(state__in=SEATS_MOVE, guests__state=GuestState.WAITING).distinct():
        counts["guests moved up"] += _move_up(opening, policy, today, address)
    return {words: count for words, count in counts.items() if count}


def _each(do: object, opening: Opening) -> bool:
    try:
        do(opening)  # type: ignore[operator]
    except Refusal:
        return False  # somebody was quicker
    return True


def _end_offer(key: str, opening: str, policy: Policy, today: dt.date, address: Address) -> bool:
    try:
        with transaction.atomic():
            take_turn(opening, states=SEATS_MOVE)
            guest, hand = again(key), Hand(policy=policy, today=today, address=address)
            if guest.state != GuestState.OFFERED or guest.offer_until is None or guest.offer_until >= today:
                return False
            words = "They did not answer in time."
            move(guest, GuestState.NO_ANSWER, by=None, door="worker", at=hand.at, words=words)
    except Refusal:
        return False
    return True


def _move_up(opening: Opening, policy: Policy, today: dt.date, address: Address) -> int:
    try:
        with transaction.atomic():
            found = take_turn(opening.pk, states=SEATS_MOVE)
            return move_up(found, Hand(policy=policy, today=today, address=address))
    except Refusal:
        return 0
