"""What does a guest say? Yes, no, not now; or they give a seat back. From the portal, or the link of a mail."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.links import Address
from vouch.program.openings.actions.moving import again, move
from vouch.program.openings.actions.seats import Hand, free_seats, move_up, queue, seat, wait
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import UNDER_WAY, Decides, GuestState, OpeningState


class Said(StrEnum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    NOT_NOW = "not_now"


@transaction.atomic
def answer(
    *, guest: Guest, answer: str, door: str, words: str = "", policy: Policy, today: dt.date, address: Address
) -> Guest:
    """Keep what they said. Yes takes a seat, or the end of the waiting list, or waits for whoever decides.

    A no of somebody who has a seat gives it back, and the first who waits is asked.

    Raises BadInput; Conflict in gentle words: too late, all taken, cancelled, over, answered before.
    """
    try:
        said = Said(answer)
    except ValueError:
        raise BadInput("bad_answer", "Answer yes, no or not now.", field="answer") from None
    opening = take_turn(guest.opening_id, states=SEATS_MOVE)
    guest = again(guest.pk)
    hand = Hand(policy=policy, today=today, address=address, door=door)
    words = words.replace("\0", "").strip()[:800]
    if words:
        Guest.objects.filter(pk=guest.pk).update(words=words)
    state = GuestState(guest.state)
    if state not in UNDER_WAY or state is GuestState.CLEARING:
        raise Conflict("answered", f"{_settled(state)} If you would like something else, write to us.")
    if said is Said.YES:
        return _yes(opening, guest, state, hand, words)
    return _no(opening, guest, state, said, hand, words)


def _yes(opening: Opening, guest: Guest, state: GuestState, hand: Hand, words: str) -> Guest:
    if state is GuestState.OFFERED:
        if guest.offer_until is not None and hand.today > guest.offer_until:
            raise Conflict("too_late", f"This seat was yours until {guest.offer_until:%-d %b %Y}. Write to us.")
        return seat(guest, guest.seat or 0, hand, words)
    if state is not GuestState.INVITED:
        raise Conflict("answered", "We have your yes already. Thank you.")
    if opening.state != OpeningState.PUBLISHED or hand.today > opening.deadline:
        raise Conflict(
            "too_late",
            f"It could be answered until {opening.deadline:%-d %b %Y}, and the seats are given. Write to us if you "
            "would like to hear of the next one.",
        )
    if opening.decides != Decides.FIRST and opening.decided_at is None:
        return move(guest, GuestState.WILLING, by=None, door=hand.door, at=hand.at, words=words)
    waiting, free = queue(opening), free_seats(opening)
    if free and not waiting:
        return seat(guest, free[0], hand, words)
    if len(waiting) >= opening.waiting:
        raise Conflict(
            "full",
            f"All {opening.seats} seats were taken while this page was open"
            f"{', and the waiting list is full' if opening.waiting else ''}. Your invitation stays open until "
            f"{opening.deadline:%-d %b %Y}: a seat may become free.",
        )
    return wait(guest, hand, words)


def _no(opening: Opening, guest: Guest, state: GuestState, said: Said, hand: Hand, words: str) -> Guest:
    if state is GuestState.SEATED:
        to = GuestState.GAVE_BACK
    else:
        to = GuestState.DECLINED if said is Said.NO else GuestState.NOT_NOW
    found = move(guest, to, by=None, door=hand.door, at=hand.at, words=words)
    move_up(opening, hand)
    return found


def _settled(state: GuestState) -> str:
    return {
        GuestState.DECLINED: "You said no, and that is settled.",
        GuestState.NOT_NOW: "You said not now, and we leave it at that.",
        GuestState.GAVE_BACK: "You gave your seat back. Thank you for telling us in time.",
        GuestState.NO_ANSWER: "This could be answered until its day, which is over.",
        GuestState.NOT_CHOSEN: "The seats were given to others this time.",
        GuestState.CAME: "You were there. Thank you.",
    }.get(state, "There is nothing to answer here any more.")
