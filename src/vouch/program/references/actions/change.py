"""What if something comes up? A time is called off, its place changes, or somebody was not there; everybody is told.

Nothing of it is held against the person: it counts nowhere.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.domain.times import spoken
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record
from vouch.program.references.actions.fields import said_whole
from vouch.program.references.actions.hand import Hand, check_side, turn_at
from vouch.program.references.actions.telling import tell_person, tell_seller, tell_time
from vouch.program.references.actions.times import not_now
from vouch.program.references.calendar import Method
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Match
from vouch.program.references.states import MatchState, Side

LONGEST = 8 * 60


@transaction.atomic
def call_off(
    *,
    match: Match,
    side: str,
    by: User | None = None,
    words: str = "",
    door: str,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Call the time off that was set; other times are asked for, and the request goes on.

    Raises NotAllowed; Conflict where no time is set, or it has begun: then somebody says that they did not meet.
    """
    match = turn_at(match)
    check_side(match, side, by)
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    if state_of(match) is not MatchState.BOOKED or match.starts_at is None:
        raise not_now(match, hand)
    if match.starts_at <= hand.at:
        raise Conflict("has_begun", "That time has begun already. Say that you did not meet instead.")
    person = "called_off_by_you" if side == Side.CUSTOMER else "called_off"
    seller = "called_off" if side == Side.CUSTOMER else "called_off_by_us"
    return let_time_go(match, hand, words=_plain(words), person=person, seller=seller)


def let_time_go(match: Match, hand: Hand, *, words: str = "", person: str = "", seller: str = "") -> Match:
    """Undo the time that is set, in the caller's transaction: calendars are told, all who know of it hear it."""
    was = match.starts_at
    if was is None:
        return match
    changes = {"starts_at": None, "missed": "", "reminded_at": None, "feedback_asked_at": None}
    match.slots.filter(gone=False).update(gone=True)
    Match.objects.filter(pk=match.pk).update(**changes, changed_at=hand.at, sequence=F("sequence") + 1)
    match = now(match.pk)
    hour = spoken(was, hand.policy.zone)
    hand.step(match, f"The time of {match.contact.name} is off: {hour}. {words}".strip())
    record(by=hand.by, door=hand.door, action="call_off", kind="match", object_id=match.pk, sequence=match.sequence)
    tell_time(match, "called_off", hand, method=Method.CANCEL, at=was, words=words, person=person, seller=seller)
    return match


@transaction.atomic
def set_place(
    *,
    by: User,
    match: Match,
    place: str,
    minutes: int | None = None,
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Say where it takes place (a room, the address of a video call) and how long; a set time's calendars follow.

    Raises NotAllowed; BadInput `minutes`; Conflict where it is over.
    """
    match = turn_at(match)
    check_side(match, Side.SELLER, by)
    long = match.minutes if minutes is None else minutes
    if not 5 <= long <= LONGEST:
        raise BadInput("minutes", f"Say how long it takes: 5 to {LONGEST} minutes.", field="minutes")
    place = said_whole(place, most=300, field="place")
    if (place, long) == (match.place, match.minutes):
        return match
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    set_ = match.starts_at is not None and state_of(match) is MatchState.BOOKED
    changes = {"sequence": F("sequence") + 1} if set_ else {}
    Match.objects.filter(pk=match.pk).update(place=place, minutes=long, changed_at=hand.at, **changes)
    match = now(match.pk)
    record(by=by, door=door, action="set_place", kind="match", object_id=match.pk, sequence=match.sequence)
    if set_:
        tell_time(match, "changed", hand, method=Method.REQUEST)
    return match


@transaction.atomic
def missed(
    *,
    match: Match,
    who: str,
    side: str,
    by: User | None = None,
    words: str = "",
    door: str,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Say that they did not meet, and who (a side) was not there. Both are asked kindly for another time.

    `side` is who says so. Raises NotAllowed; BadInput `who`; Conflict before its time, or where it is settled.
    """
    if who not in Side.values:
        raise BadInput("who", "Say whether the customer or our side was not there.", field="who")
    match = turn_at(match)
    check_side(match, side, by)
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    if state_of(match) is not MatchState.BOOKED or match.starts_at is None:
        raise not_now(match, hand)
    if match.starts_at > hand.at:
        raise Conflict("not_yet", f"It is set for {spoken(match.starts_at, policy.zone)}. Until then, call it off.")
    Match.objects.filter(pk=match.pk).update(missed=who, changed_at=hand.at)
    match = now(match.pk)
    hand.step(match, f"{match.contact.name} and the buyer did not meet. {_plain(words)}".strip())
    record(by=by, door=door, action="missed", kind="match", object_id=match.pk, side=who)
    again = str(match.sequence)
    tell_person(match, "missed", hand, again=again, words=_plain(words) if side == Side.SELLER else "")
    tell_seller(match, "missed", hand, again=again, words=_plain(words) if side == Side.CUSTOMER else "", desk_too=True)
    return match


def _plain(words: str) -> str:
    return said_whole(words, most=500)
