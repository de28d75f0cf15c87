"""How does an opening end? It closes on its day, is held with what came of it, or is cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.actions.finish import finish
from vouch.program.asks.days import day_of, moment_on
from vouch.program.asks.links import Address
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.openings.actions.moving import move
from vouch.program.openings.actions.telling import tell, untell
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import UNDER_WAY, GuestState, OpeningState


@transaction.atomic
def close(*, by: User | None, opening: Opening, policy: Policy, today: dt.date) -> Opening:
    """No more answers to invitations; who has not answered is left in peace. Seats can still be given back.

    Raises NotAllowed; Conflict where it is not open.
    """
    require(by, "run_openings")
    opening = take_turn(opening.pk)
    at, door = moment_on(today, policy), "workspace" if by else "worker"
    for guest in _guests(opening, GuestState.CLEARING, GuestState.INVITED):
        heard = guest.state == GuestState.INVITED and not untell(guest, "invited")
        to = GuestState.NO_ANSWER if heard else GuestState.TAKEN_BACK
        move(guest, to, by=by, door=door, at=at, words="Its last day was over.")
    return _ended(opening, OpeningState.CLOSED, by=by, door=door, ended_at=None)


@transaction.atomic
def hold(
    *, by: User, opening: Opening, came: Collection[str], result: str = "", policy: Policy, today: dt.date
) -> Opening:
    """It took place: who of those with a seat came (by key), and what came of it. An ask beside it is done then.

    Raises NotAllowed; BadInput; Conflict before its day, or where it is over.
    """
    require(by, "run_openings")
    opening = take_turn(opening.pk, states=SEATS_MOVE)
    day = day_of(opening.happens_at, policy) if opening.happens_at else today
    if day > today:
        raise Conflict("too_early", f"It takes place on {day:%-d %b %Y}. Say then who came.")
    result = result.replace("\0", "").strip()
    if len(result) > 2000:
        raise BadInput("too_long", f"These are {len(result)} letters; at most 2000 are kept.", field="result")
    at = moment_on(today, policy)
    for guest in _guests(opening, *UNDER_WAY):
        if guest.state != GuestState.SEATED:
            words = "It took place, and no seat became free."
            move(guest, GuestState.NOT_CHOSEN, by=by, door="workspace", at=at, words=words)
        elif guest.pk in came:
            move(guest, GuestState.CAME, by=by, door="workspace", at=at, seat=guest.seat)
            _acted(guest, by=by, day=day)
        else:
            move(guest, GuestState.MISSED, by=by, door="workspace", at=at, seat=guest.seat)
    return _ended(opening, OpeningState.HELD, by=by, door="workspace", result=result, ended_at=at)


@transaction.atomic
def cancel(*, by: User, opening: Opening, words: str, policy: Policy, today: dt.date, address: Address) -> Opening:
    """It does not take place. Everybody who has heard of it is told why; whose mail has not left never hears.

    Raises NotAllowed; BadInput without a reason; Conflict where it is over.
    """
    require(by, "run_openings")
    opening = take_turn(opening.pk, states=SEATS_MOVE)
    words = " ".join(words.replace("\0", "").split())[:300]
    if len(words) < 8:
        raise BadInput("no_words", "Say in a sentence why. Everybody who was invited reads it.", field="words")
    opening = _ended(
        opening, OpeningState.CANCELLED, by=by, door="workspace", result=words, ended_at=moment_on(today, policy)
    )
    at = moment_on(today, policy)
    for guest in _guests(opening, *UNDER_WAY):
        never = guest.state == GuestState.CLEARING or (guest.state == GuestState.INVITED and untell(guest, "invited"))
        found = move(guest, GuestState.TAKEN_BACK, by=by, door="workspace", at=at, words=words)
        if not never:
            tell(found, "cancelled", policy, today, address)
    return opening


def _ended(opening: Opening, state: OpeningState, *, by: User | None, door: str, **changes: Any) -> Opening:
    Opening.objects.filter(pk=opening.pk).update(state=state, **changes)
    record(by=by, door=door, action=f"opening_{state}", kind="opening", object_id=opening.pk)
    return Opening.objects.select_related("host", "author", "decider").get(pk=opening.pk)


def _acted(guest: Guest, *, by: User, day: dt.date) -> None:
    if guest.ask is not None and guest.ask.state in (AskState.ACCEPTED, AskState.INVITED):
        finish(by=by, ask=guest.ask, done_on=day, minutes=guest.opening.minutes)


def _guests(opening: Opening, *states: GuestState) -> list[Guest]:
    rows = opening.guests.filter(state__in=states).select_related("opening__host", "opening__author", "contact")
    return list(rows.select_related("opening__host", "opening__author", "contact", "account", "ask").order_by("key"))
