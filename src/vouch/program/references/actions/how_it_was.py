"""How was it? Each side says so once: against what was expected, how long, whether again. Then the act is done.

The first word ends it as done, so that nobody waits for the other; the seller's grade is the quality of the act, the
person's own minutes are its minutes.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.actions.afterwards import assessed
from vouch.program.asks.actions.finish import finished
from vouch.program.asks.days import day_of
from vouch.program.asks.links import Address
from vouch.program.asks.states import WAS_DONE, AskState
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record
from vouch.program.references.actions.fields import said_whole
from vouch.program.references.actions.hand import Hand, check_side, turn_at
from vouch.program.references.actions.tending import done
from vouch.program.references.current import now
from vouch.program.references.how import how, state_of
from vouch.program.references.models import Feedback, Match
from vouch.program.references.states import UNDER_WAY, Grade, MatchState, RequestState, Side

MOST_MINUTES = 10_000
_FOR_THEM = "How it was for the customer is written down already, by themselves or by a colleague for them."


@transaction.atomic
def say_how(
    *,
    match: Match,
    side: str,
    grade: str,
    minutes: int | None = None,
    again: bool | None = None,
    words: str = "",
    by: User | None = None,
    door: str,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Keep how it was for one side. The act is done then, and the request, once enough have spoken.

    `grade`: how they spoke, from the seller; how it was for them, from the person. `again`: the seller would ask them
    again, the person would do it again. `by` whoever runs the desk, for the person's side: what they told a colleague.

    Raises NotAllowed; BadInput with the field; Conflict before its time, or where this side has said it.
    """
    if side not in Side.values:
        raise BadInput("side", "Say whose word it is.", field="side")
    if grade not in Grade.values:
        raise BadInput("bad_grade", f"How it was is one of: {', '.join(map(str, Grade.labels))}.", field="grade")
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise BadInput("minutes", "Minutes are a whole number, 0 or more.", field="minutes")
    match = turn_at(match, states=(*UNDER_WAY, RequestState.DONE, RequestState.UNFILLED))
    check_side(match, side, by)
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    if match.ask.state not in (AskState.ACCEPTED, *WAS_DONE):
        raise Conflict("not_now", f"There is nothing to tell yet: they {state_of(match).label}.")
    if match.starts_at is not None and match.starts_at > hand.at:
        raise Conflict("not_yet", "It has not begun yet. Say afterwards how it was.")
    words = said_whole(words, most=1000, lines=True)
    kept = {"grade": grade, "minutes": minutes, "again": again, "words": words}
    try:
        with transaction.atomic():
            Feedback.objects.create(match=match, side=side, by=by, at=hand.at, **kept)
    except IntegrityError:
        sentence = _FOR_THEM if by is not None and side == Side.CUSTOMER else "You have said how it was. Thank you."
        raise Conflict("said_already", sentence) from None
    record(by=by, door=door, action="say_how", kind="match", object_id=match.pk, side=side, grade=grade)
    _done(match, hand)
    return _enough(match, hand)


def _done(match: Match, hand: Hand) -> None:
    said = {one.side: one for one in Feedback.objects.filter(match=match)}
    seller, person = said.get(Side.SELLER), said.get(Side.CUSTOMER)
    quality = hand.policy.desk.quality.get(seller.grade) if seller else None
    minutes = next((one.minutes for one in (person, seller) if one is not None and one.minutes is not None), None)
    if match.ask.state in WAS_DONE:
        assessed(ask=match.ask, quality=quality, minutes=minutes)
        return
    Match.objects.filter(pk=match.pk).update(missed="", changed_at=hand.at)
    day = day_of(match.starts_at, hand.policy) if match.starts_at else hand.today
    minutes = match.minutes if minutes is None else minutes
    finished(by=hand.by, ask=match.ask, done_on=day, minutes=minutes, quality=quality, door=hand.door)


def _enough(match: Match, hand: Hand) -> Match:
    """End the request as done, once as many as it asked for have, and the seller said how it was where they have to."""
    match = now(match.pk)
    request = match.request
    if request.state not in UNDER_WAY:
        return match
    rows = request.matches.select_related("ask").prefetch_related("feedback", "slots", "chain")
    did = [one for one in rows if state_of(one) is MatchState.DONE]
    if len(did) < request.how_many or any(state_of(one) is MatchState.BOOKED for one in rows):
        return match  # nobody's set time is taken from them because another was quicker
    told = all(any(said.side == Side.SELLER for said in one.feedback.all()) for one in did)
    if how(request.activity, hand.policy).feedback and not told:
        return match
    done(by=None, request=request, door=hand.door, policy=hand.policy, today=hand.today)
    return now(match.pk)


def complete(match: Match, *, policy: Policy, today: dt.date, address: Address) -> Match:
    """Look once more whether a request is done, for what others did meanwhile; in the caller's transaction."""
    return _enough(match, Hand(policy=policy, today=today, address=address))
