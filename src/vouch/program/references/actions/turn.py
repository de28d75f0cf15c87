"""Whose turn is it at a request? One at a time: its row is changed first, and so held until the transaction ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import F

from vouch.domain.errors import Conflict, Fault, NotFound
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record
from vouch.program.references.models import Request, RequestStep
from vouch.program.references.states import UNDER_WAY, RequestState


def take_turn(key: str, *, states: Collection[str] = UNDER_WAY) -> Request:
    """The request as it is now, which nobody else changes until the caller's transaction ends.

    Raises NotFound; Conflict with who did what when, where it is in none of these states any more.
    """
    if not connection.in_atomic_block:
        raise Fault("a turn at a request was to be taken outside a transaction")
    count = Request.objects.filter(pk=key, state__in=list(states)).update(turn=F("turn") + 1)
    found = Request.objects.select_related("seller", "taken_by", "deal", "account").filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_request", "There is no such request any more.")
    if not count:
        raise moved(found)
    return found


def move(
    request: Request, to: RequestState, *, by: User | None, door: str, at: dt.datetime, words: str = "", **changes: Any
) -> Request:
    """Take a request whose turn the caller has to `to`; its step and its line in the history with it."""
    before = request.state
    Request.objects.filter(pk=request.pk).update(state=to, changed_at=at, **changes)
    write_step(request, before=before, after=to, by=by, door=door, at=at, words=words)
    return Request.objects.select_related("seller", "taken_by", "deal", "account").get(pk=request.pk)


def write_step(
    request: Request, *, before: str, after: str, by: User | None, door: str, at: dt.datetime, words: str = ""
) -> None:
    """Write down one step."""
    words = words.replace("\0", "").strip()[:1000]
    RequestStep.objects.create(request=request, at=at, before=before, after=after, by=by, door=door, words=words)
    record(by=by, door=door, action=f"request_{after}", kind="request", object_id=request.pk, before=before or None)


def moved(request: Request) -> Conflict:
    """The refusal for somebody who came second: what was done, by whom, when."""
    last = request.steps.select_related("by").order_by("-id").first()
    label = RequestState(request.state).label
    if last is None:
        return Conflict("moved_meanwhile", f"This request is “{label}” already.", state=request.state)
    who = str(last.by) if last.by is not None else "that followed by itself"
    sentence = f"This request is “{label}” already: {who}, on {last.at:%-d %b %Y at %H:%M} UTC."
    return Conflict("moved_meanwhile", sentence, state=request.state)
