"""Whose turn is it at the seats of an opening? One at a time: the row of the opening is changed first, and so held.

On PostgreSQL the change locks the row until the transaction ends; on SQLite whoever writes is alone anyway. So what is
read afterwards is true until it is written, however many come at once. Two unique constraints stand behind it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import F

from vouch.domain.errors import Conflict, Fault, NotFound
from vouch.program.openings.models import Opening
from vouch.program.openings.states import OpeningState

SEATS_MOVE = (OpeningState.PUBLISHED, OpeningState.CLOSED)
"""States in which a seat can still change hands."""


def take_turn(key: str, *, states: Collection[str] = (OpeningState.PUBLISHED,)) -> Opening:
    """The opening as it is now, which nobody else changes until the caller's transaction ends.

    Raises NotFound; Conflict, in words for a customer, where it is in none of these states any more.
    """
    if not connection.in_atomic_block:
        raise Fault("a turn at an opening was to be taken outside a transaction")
    count = Opening.objects.filter(pk=key, state__in=list(states)).update(turn=F("turn") + 1)
    found = Opening.objects.select_related("host", "author", "decider").filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_opening", "There is no such opening any more.")
    if not count:
        raise over(found)
    return found


def over(opening: Opening) -> Conflict:
    """The refusal for somebody who comes when it is over."""
    if opening.state == OpeningState.CANCELLED:
        return Conflict("cancelled", f"“{opening.title}” was cancelled. Nothing is expected of you, and we are sorry.")
    if opening.state == OpeningState.DRAFT:
        return Conflict("not_published", "This is still a draft. Publish it first.")
    if opening.state == OpeningState.HELD:
        return Conflict("held", f"“{opening.title}” has taken place.")
    if opening.state == OpeningState.CLOSED:
        return Conflict(
            "closed", f"“{opening.title}” is closed: it could be answered until {opening.deadline:%-d %b %Y}."
        )
    return Conflict("not_now", "That cannot be done with this opening now: it is open already.")
