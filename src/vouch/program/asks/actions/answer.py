"""What does the person say? Yes, no, not now, or something smaller: from the portal, a link, or told to a colleague."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from vouch.domain.asking import Answer
from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.actions.moving import move, moved, with_its_opening
from vouch.program.asks.actions.slots import refuse_another
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on
from vouch.program.asks.models import Ask
from vouch.program.asks.states import OPEN, AskState, Origin
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Contact

STATE = {
    Answer.ACCEPTED: AskState.ACCEPTED,
    Answer.DECLINED: AskState.DECLINED,
    Answer.NOT_NOW: AskState.NOT_NOW,
    Answer.SOMETHING_SMALLER: AskState.SMALLER,
}
"""The state each answer leads to."""
FARTHEST = dt.timedelta(days=730)


@transaction.atomic
def answer(
    *,
    ask: Ask,
    answer: Answer | str,
    door: str,
    by: User | None = None,
    words: str = "",
    not_before: dt.date | None = None,
    policy: Policy,
    today: dt.date,
) -> Ask:
    """Keep what the person said. `door` is where (portal, link); a colleague (`by`) writes down what they were told.

    An answer that comes after the invitation closed is heard all the same, and who accepted can still say no or not
    now. "not now" holds until `not_before` (without one, as long as the policy rests after it).

    Raises BadInput; NotAllowed for a colleague who may not write asks down; Conflict where it was taken back, or done.
    """
    ask = fresh(ask)
    if by is not None:
        require(by, "log_asks", owner=ask.account.owner_id or "")
    with_its_opening(ask)
    try:
        state = STATE[Answer(answer)]
    except (ValueError, KeyError):
        raise BadInput("bad_answer", "Answer yes, no, not now, or something smaller.", field="answer") from None
    at = moment_on(today, policy)
    changes = {"answered_at": at, "answer_words": words.replace("\0", "").strip()[:1000]}
    if state is AskState.NOT_NOW:
        changes["not_before"] = _day(not_before, policy, today)
    if ask.state == state:
        raise Conflict("answered", "You have answered this already. Thank you.")
    _gentle(ask)
    if state is AskState.ACCEPTED and ask.state == AskState.NO_ANSWER:
        return _late_yes(ask, by=by, door=door, at=at, words=words, changes=changes)
    return move(ask, state, by=by, door=door, at=at, words=words, **changes)


def _late_yes(ask: Ask, *, by: User | None, door: str, at: dt.datetime, words: str, changes: dict[str, object]) -> Ask:
    """A yes after the invitation closed opens it again; what nobody has sent them since gives way."""
    whose = every_id(Contact, ask.contact_id)
    others = Ask.objects.filter(contact__in=whose, state__in=(AskState.PROPOSED, AskState.CLEARED))
    for other in others.exclude(origin=Origin.OUTSIDE):
        reason = "They said yes to an earlier invitation."
        move(fresh(other), AskState.WITHDRAWN, by=None, door="worker", at=at, words=reason)
    try:
        with transaction.atomic():
            refuse_another(whose, but=ask.pk)
            return move(ask, AskState.ACCEPTED, by=by, door=door, at=at, words=words, **changes)
    except (IntegrityError, Conflict):
        raise Conflict(
            "another_open", "Thank you. A later invitation of ours is open; please answer that one, or write to us."
        ) from None


def _gentle(ask: Ask) -> None:
    """What a person reads where their answer can change nothing any more."""
    if ask.state == AskState.WITHDRAWN:
        raise Conflict("taken_back", "This invitation was taken back. Nothing is expected of you.")
    if ask.state in (AskState.DONE, AskState.THANKED):
        raise Conflict("done", "You have done this already. Thank you.")
    if ask.state == AskState.UNTRACKED:
        raise Conflict("not_followed", "Whether you do this is up to you; we do not follow what came of it.")
    if ask.state not in OPEN and ask.state != AskState.NO_ANSWER:
        raise Conflict("answered", "You have answered this already. Thank you.")
    if ask.state in (AskState.PROPOSED, AskState.CLEARED):
        raise moved(ask)


def _day(not_before: dt.date | None, policy: Policy, today: dt.date) -> dt.date:
    day = not_before or today + dt.timedelta(days=policy.asking.rest.after_not_now_days)
    if not today < day <= today + FARTHEST:
        raise BadInput("bad_day", "Name a day after today, within two years.", field="not_before")
    return day
