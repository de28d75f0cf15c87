"""Whose turn is it at a programme? One at a time: its row is changed first, and so held until the transaction ends."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import F

from vouch.domain.errors import Conflict, Fault, NotFound
from vouch.program.programmes.models import Programme
from vouch.program.programmes.states import ProgrammeState

LIVE = (ProgrammeState.PLANNED, ProgrammeState.RUNNING)
"""States in which something in a programme can still change."""


def take_turn(key: str, *, states: Collection[str] = LIVE) -> Programme:
    """The programme as it is now, which nobody else changes until the caller's transaction ends.

    Raises NotFound; Conflict where it is in none of these states any more.
    """
    if not connection.in_atomic_block:
        raise Fault("a turn at a programme was to be taken outside a transaction")
    count = Programme.objects.filter(pk=key, state__in=list(states)).update(turn=F("turn") + 1)
    found = Programme.objects.select_related("leader", "author").filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_programme", "There is no such programme. One that was planned may be thrown away.")
    if not count:
        raise Conflict("not_in_this_state", _over(found))
    return found


def _over(programme: Programme) -> str:
    if programme.ended:
        return f"“{programme.name}” has ended: its figures stand as they are. Plan another one."
    if programme.state == ProgrammeState.RUNNING:
        return f"“{programme.name}” is running already. Look at its page again."
    return f"“{programme.name}” has not begun. Begin it first."
