"""Put an ask off to another week before it leaves; write down later what it led to."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.program.asks.actions.moving import moved, write_step
from vouch.program.asks.current import fresh
from vouch.program.asks.days import said
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record

LONGEST = dt.timedelta(days=180)
"""An ask that is put off longer than this is better taken back, and thought of anew."""


@transaction.atomic
def put_off(*, by: User, ask: Ask, until: dt.date, today: dt.date) -> Ask:
    """Leave a cleared ask until a day; it stays cleared and is shown as ready again then.

    Raises NotAllowed; BadInput; Conflict where it is not ready to send.
    """
    ask = fresh(ask)
    require(by, "send_asks")
    if not today < until <= today + LONGEST:
        raise BadInput(
            "bad_until", "Name a day after today, within half a year. Later than that, take it back.", field="until"
        )
    now = timezone.now()
    if not Ask.objects.filter(pk=ask.pk, state=AskState.CLEARED).update(not_before=until, changed_at=now):
        raise moved(ask)
    write_step(
        ask, before=ask.state, after=ask.state, by=by, door="workspace", at=now, words=f"Not before {said(until)}."
    )
    return fresh(ask)


@transaction.atomic
def led_to(*, by: User, ask: Ask, words: str) -> Ask:
    """Write down what something that was done has led to. Raises NotAllowed; Conflict where nothing was done."""
    ask = fresh(ask)
    require(by, "close_asks", owner=ask.account.owner_id or "")
    plain = " ".join(words.replace("\0", "").split())[:500]
    done = Ask.objects.filter(pk=ask.pk, state__in=(AskState.DONE, AskState.THANKED))
    # what it led to belongs to the act that the facts hold, so it is carried once more
    if not done.update(led_to=plain, version=F("version") + 1):
        raise Conflict("not_done", "Nothing was done yet that could have led to anything.")
    record(by=by, action="ask_led_to", kind="ask", object_id=ask.pk)
    return fresh(ask)


@transaction.atomic
def remind_owner(*, by: User, ask: Ask) -> Ask:
    """Put an open question into the owner's next mail once more. Raises NotAllowed; Conflict where it is in it."""
    ask = fresh(ask)
    require(by, "propose_asks", owner=ask.account.owner_id or "")
    if ask.state != AskState.PROPOSED:
        raise moved(ask)
    open_ones = ask.clearances.filter(answered_at=None)
    if not open_ones.exclude(mailed_at=None).update(mailed_at=None):
        raise Conflict("in_the_next_mail", "It stands in the owner's next mail already; there is one a day.")
    write_step(ask, before=ask.state, after=ask.state, by=by, door="workspace", at=timezone.now(), words="Reminded.")
    return fresh(ask)


def assessed(*, ask: Ask, quality: float | None, minutes: int | None) -> Ask:
    """Note of something done how good it was, or how long it took, once it is known; in the caller's transaction.

    What is not known (None) leaves what was known. The room above says who may.
    """
    known = {name: value for name, value in {"quality": quality, "minutes": minutes}.items() if value is not None}
    if known:
        done = Ask.objects.filter(pk=ask.pk, state__in=(AskState.DONE, AskState.THANKED))
        done.update(version=F("version") + 1, **known)
    return fresh(ask)


def now_known(*, ask: Ask, led_to: str) -> Ask:
    """Note of something done what it has led to, where nobody wrote that down; in the caller's transaction."""
    done = Ask.objects.filter(pk=ask.pk, state__in=(AskState.DONE, AskState.THANKED), led_to="")
    done.update(led_to=led_to[:500], version=F("version") + 1)
    return fresh(ask)
