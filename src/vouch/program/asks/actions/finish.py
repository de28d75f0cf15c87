"""What came of an accepted ask: it was done, and we thanked; or somebody took it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.program.asks.actions.moving import move, with_its_opening
from vouch.program.asks.actions.send import invitation_key, reminder_key
from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.outbox.actions import take_back


@transaction.atomic
def finish(
    *,
    by: User,
    ask: Ask,
    done_on: dt.date,
    minutes: int | None = None,
    quality: float | None = None,
    words: str = "",
    led_to: str = "",
) -> Ask:
    """Say that it was done: when, how long it took them, how good it was (0 to 1), what it led to. Thanks are due then.

    Raises NotAllowed; BadInput with the field; Conflict where it was neither sent nor accepted, or is over.
    """
    require(by, "close_asks", owner=fresh(ask).account.owner_id or "")
    return finished(
        by=by, ask=ask, done_on=done_on, minutes=minutes, quality=quality, words=words, led_to=led_to, door="workspace"
    )


@transaction.atomic
def finished(
    *,
    by: User | None,
    ask: Ask,
    done_on: dt.date,
    minutes: int | None = None,
    quality: float | None = None,
    words: str = "",
    led_to: str = "",
    door: str,
) -> Ask:
    """As `finish`, for a room above that says itself who may: `door` is where it was said."""
    ask = fresh(ask)
    if ask.state == AskState.UNTRACKED:
        raise Conflict(
            "not_followed", "The site forbids to follow what came of this invitation, so it is never counted as an act."
        )
    now = timezone.now()
    if done_on > (now + dt.timedelta(days=1)).date():
        raise BadInput("in_the_future", "That day lies in the future. Say so once it was done.", field="done_on")
    if ask.invited_at is not None and done_on < (ask.invited_at - dt.timedelta(days=1)).date():
        raise BadInput("before_it_was_asked", "They were asked after that day. Check the day.", field="done_on")
    if quality is not None and not 0 <= quality <= 1:
        raise BadInput("quality", "Quality is a number from 0 to 1.", field="quality")
    if minutes is not None and not 0 <= minutes <= 100_000:
        raise BadInput("minutes", "Minutes are a whole number, 0 or more.", field="minutes")
    changes = {"done_at": dt.datetime.combine(done_on, dt.time(12), dt.UTC), "minutes": minutes, "quality": quality}
    if ask.answered_at is None:
        changes["answered_at"] = now  # who does it has said yes
    led_to = led_to.replace("\0", "").strip()[:500]
    return move(ask, AskState.DONE, by=by, door=door, at=now, words=words, led_to=led_to, **changes)


@transaction.atomic
def thank(*, by: User, ask: Ask, words: str, door: str = "workspace") -> Ask:
    """Say how they were thanked, in words. Raises NotAllowed; BadInput; Conflict where nothing was done yet."""
    ask = fresh(ask)
    require(by, "close_asks", owner=ask.account.owner_id or "")
    words = words.replace("\0", "").strip()[:500]
    if not words:
        raise BadInput("no_words", "Say in a few words how they were thanked.", field="words")
    now = timezone.now()
    return move(ask, AskState.THANKED, by=by, door=door, at=now, words=words, thanked_at=now, thanks=words)


@transaction.atomic
def withdraw(*, by: User, ask: Ask, words: str = "") -> Ask:
    """Take an ask back; a mail of it that has not left yet never does.

    Whoever sends may take back any; who proposed one, theirs until it is sent; an owner what they ask themselves.

    Raises NotAllowed; Conflict where it is over.
    """
    ask = fresh(ask)
    sent = ask.state not in (AskState.PROPOSED, AskState.CLEARED)
    if sent:
        with_its_opening(ask)
    if sent or ask.proposed_by_id != by.pk or not may(by, "propose_asks", owner=ask.account.owner_id or ""):
        require(by, "send_asks")
    return withdrawn(by=by, ask=ask, words=words, door="workspace")


@transaction.atomic
def withdrawn(*, by: User | None, ask: Ask, words: str = "", door: str) -> Ask:
    """As `withdraw`, for a room above that says itself who may."""
    ask = fresh(ask)
    take_back(reminder_key(ask))
    never_left = {"invited_at": None} if take_back(invitation_key(ask)) else {}
    return move(ask, AskState.WITHDRAWN, by=by, door=door, at=timezone.now(), words=words, **never_left)
