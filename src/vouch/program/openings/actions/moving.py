"""How does a guest get from one state to the next? In their turn, with a step and a line of history; the ask follows.

The ask of an opening that names a rung says the same as its guest, so that rest, load and owners stay true.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from vouch.domain.errors import Conflict, NotFound
from vouch.program.asks.actions.moving import move as move_ask
from vouch.program.asks.current import fresh
from vouch.program.asks.states import NEXT, AskState
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record
from vouch.program.openings.models import Guest, GuestStep
from vouch.program.openings.states import HOLDS_SEAT, GuestState

_ASK = {
    GuestState.INVITED: AskState.INVITED,
    GuestState.WILLING: AskState.ACCEPTED,
    GuestState.SEATED: AskState.ACCEPTED,
    GuestState.WAITING: AskState.ACCEPTED,
    GuestState.DECLINED: AskState.DECLINED,
    GuestState.GAVE_BACK: AskState.DECLINED,
    GuestState.NOT_NOW: AskState.NOT_NOW,
    GuestState.NO_ANSWER: AskState.NO_ANSWER,
    GuestState.NOT_CHOSEN: AskState.WITHDRAWN,
    GuestState.TAKEN_BACK: AskState.WITHDRAWN,
    GuestState.MISSED: AskState.WITHDRAWN,
}
"""What each state is for the ask beside it."""
_ANSWERED = (GuestState.WILLING, GuestState.SEATED, GuestState.WAITING, GuestState.DECLINED, GuestState.NOT_NOW)


def move(
    guest: Guest, to: GuestState, *, by: User | None, door: str, at: dt.datetime, words: str = "", **changes: Any
) -> Guest:
    """Take a guest to another state, in the caller's turn. Without a seat in `changes` a state that has none loses it.

    Raises Conflict where somebody moved them meanwhile.
    """
    if to not in HOLDS_SEAT:
        changes.setdefault("seat", None)
    if to is not GuestState.WAITING:
        changes["place"] = None
    if to is not GuestState.OFFERED:
        changes["offer_until"] = None
    if to in _ANSWERED and guest.answered_at is None:
        changes["answered_at"] = at
    changes |= {"state": to, "changed_at": at}
    if not Guest.objects.filter(pk=guest.pk, state=guest.state).update(**changes):
        raise Conflict("moved_meanwhile", "Somebody was quicker. Look at the page again.")
    write_step(guest, to, by=by, door=door, at=at, words=words)
    if guest.ask_id:
        _follow(guest, to, by=by, door=door, at=at, words=words)
    return again(guest.pk)


def write_step(
    guest: Guest, after: GuestState, *, by: User | None, door: str, at: dt.datetime, words: str = ""
) -> None:
    """Write down one step, and its line in the history."""
    GuestStep.objects.create(
        guest=guest, at=at, after=after, by=by, door=door, words=words.replace("\0", "").strip()[:800]
    )
    record(by=by, door=door, action=f"guest_{after}", kind="guest", object_id=guest.pk, opening=guest.opening_id)


def again(key: str) -> Guest:
    """The guest as they are now. Raises NotFound."""
    rows = Guest.objects.select_related("opening__host", "opening__author", "contact", "account", "ask")
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_guest", "This person is not invited any more. They may have been erased.")
    return found


def _follow(guest: Guest, to: GuestState, *, by: User | None, door: str, at: dt.datetime, words: str) -> None:
    wanted = _ASK.get(to)
    if guest.ask is None or wanted is None:
        return
    ask = fresh(guest.ask)
    if wanted not in NEXT.get(AskState(ask.state), ()):
        return
    changes: dict[str, Any] = {}
    if wanted is AskState.INVITED:
        changes = {"invited_at": at, "answer_until": guest.opening.deadline}
    elif wanted in (AskState.ACCEPTED, AskState.DECLINED, AskState.NOT_NOW):
        changes = {"answered_at": at, "answer_words": words[:1000]}
    move_ask(ask, wanted, by=by, door=door, at=at, words=words, **changes)
