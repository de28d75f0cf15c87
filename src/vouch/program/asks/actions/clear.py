"""What does the account's owner say? Yes, no, not now, or that they ask themselves; once, and the first word counts."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.actions.moving import move, moved, with_its_opening, write_step
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on, said
from vouch.program.asks.models import Ask, Clearance
from vouch.program.asks.states import AskState, ClearanceAnswer, Origin, Rule
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require

LONGEST = dt.timedelta(days=365)
"""How far away a "not now" may lie."""


@transaction.atomic
def answer_clearance(
    *,
    by: User,
    ask: Ask,
    answer: str,
    until: dt.date | None = None,
    words: str = "",
    policy: Policy,
    today: dt.date,
    door: str = "workspace",
) -> Ask:
    """Keep a colleague's word on an ask that waits, or that was cleared without them and has not left yet.

    "not now" asks again on `until` by itself (without one, after as many days as the policy rests after a "not now").

    Raises NotAllowed; BadInput; Conflict with who decided what where somebody was quicker.
    """
    ask = fresh(ask)
    waiting = Clearance.objects.filter(ask=ask, answered_at=None).first()
    _may(by, ask, waiting)
    try:
        said_so = ClearanceAnswer(answer)
    except ValueError:
        raise BadInput("bad_answer", "Answer yes, no, not now, or that you ask yourself.", field="answer") from None
    if ask.state not in (AskState.PROPOSED, AskState.CLEARED):
        raise moved(ask)
    if said_so is ClearanceAnswer.MYSELF:
        with_its_opening(ask)
    at = moment_on(today, policy)
    day = _until(until, policy, today) if said_so is ClearanceAnswer.NOT_NOW else None
    _write(ask, waiting, said_so, by=by, at=at, day=day, words=words, today=today)
    state = AskState(ask.state)
    match said_so:
        case ClearanceAnswer.YES if state is AskState.PROPOSED:
            return move(ask, AskState.CLEARED, by=by, door=door, at=at, words=words)
        case ClearanceAnswer.YES:
            return ask
        case ClearanceAnswer.NO:
            return move(ask, AskState.NOT_CLEARED, by=by, door=door, at=at, words=words)
        case ClearanceAnswer.MYSELF:
            return _myself(ask, by=by, door=door, at=at, words=words)
    if state is AskState.CLEARED:
        return move(ask, AskState.PROPOSED, by=by, door=door, at=at, words=words)
    write_step(
        ask, before=state, after=state, by=by, door=door, at=at, words=f"Not before {said(day or today)}. {words}"
    )
    return ask


def _may(by: User, ask: Ask, waiting: Clearance | None) -> None:
    if waiting is not None and waiting.stand_in and waiting.asked_id == by.pk:
        require(by, "clear_asks")  # whoever stands in speaks for accounts that are not theirs
    else:
        require(by, "clear_asks", owner=ask.account.owner_id or "")


def _write(
    ask: Ask,
    waiting: Clearance | None,
    answer: ClearanceAnswer,
    *,
    by: User,
    at: dt.datetime,
    day: dt.date | None,
    words: str,
    today: dt.date,
) -> None:
    kept = {
        "answer": answer,
        "answered_by": by,
        "answered_at": at,
        "until": day,
        "words": words.replace("\0", "").strip()[:500],
    }
    if waiting is not None:
        if not Clearance.objects.filter(pk=waiting.pk, answered_at=None).update(**kept):
            raise decided(ask)
    elif ask.origin in (Origin.WORKSPACE, Origin.OPENING, Origin.REFERENCE) and not _anothers_word(ask, by):
        # put off by themselves, or cleared by them or a rule, and not sent: they can still say something else
        Clearance.objects.create(
            ask=ask, owner=ask.account.owner, asked=by, rule=Rule.ALWAYS, asked_at=at, due_on=today, **kept
        )
    else:
        raise decided(ask)


def _anothers_word(ask: Ask, by: User) -> bool:
    last = Clearance.objects.filter(ask=ask).exclude(answered_by=None).order_by("-answered_at", "-pk").first()
    return last is not None and last.answered_by_id != by.pk


def decided(ask: Ask) -> Conflict:
    """The refusal for the second of two who answer: what was decided, by whom, when."""
    last = Clearance.objects.filter(ask_id=ask.pk).exclude(answered_at=None).select_related("answered_by")
    row = last.order_by("-answered_at", "-pk").first()
    if row is None or row.answered_at is None:
        return moved(ask)
    who = row.answered_by or "The owner's rule"
    until = f", until {said(row.until)}" if row.until else ""
    sentence = (
        f"{who} answered “{ClearanceAnswer(row.answer).label}”{until} on {row.answered_at:%-d %b %Y at %H:%M} UTC. "
        "Nothing was changed."
    )
    return Conflict("decided_already", sentence, answer=row.answer, by=row.answered_by_id)


def _myself(ask: Ask, *, by: User, door: str, at: dt.datetime, words: str) -> Ask:
    more = {"origin": Origin.OWNER}
    if ask.state == AskState.PROPOSED:
        return move(ask, AskState.CLEARED, by=by, door=door, at=at, words=words or "I will ask myself.", **more)
    if not Ask.objects.filter(pk=ask.pk, state=AskState.CLEARED).update(changed_at=at, **more):
        raise moved(ask)
    write_step(ask, before=ask.state, after=ask.state, by=by, door=door, at=at, words=words or "I will ask myself.")
    return fresh(ask)


def _until(until: dt.date | None, policy: Policy, today: dt.date) -> dt.date:
    day = until or today + dt.timedelta(days=policy.asking.rest.after_not_now_days)
    if not today < day <= today + LONGEST:
        raise BadInput("bad_until", "Name a day after today, within a year, on which to ask you again.", field="until")
    return day
