"""When do they speak? One side names times, the other picks one; whoever picks second is told so in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.domain.times import spoken, zone_of
from vouch.program.asks.days import day_of, said
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record
from vouch.program.references.actions.hand import Hand, check_side, turn_at
from vouch.program.references.actions.telling import tell_person, tell_seller, tell_time
from vouch.program.references.calendar import Method
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Match, Slot
from vouch.program.references.states import MatchState, Side

MOST_SLOTS = 10
FARTHEST = dt.timedelta(days=365)
LEAST_REASON = 8
_CAN_OFFER = (MatchState.WILLING, MatchState.OFFERED, MatchState.MISSED)


@transaction.atomic
def offer(
    *,
    match: Match,
    times: Sequence[dt.datetime],
    side: str,
    by: User | None = None,
    zone: str = "",
    although: str = "",
    door: str,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Keep the times one side could speak at, in place of those named before; the other side is asked to pick.

    `by` is empty where the person says so themselves, and their door has seen to it that it is they; the desk can say
    it for them. `zone` is where they name their times. After a call that did not take place this is the second chance.

    Raises NotAllowed; BadInput (`times`: too few, past, too far; `although`: after the day it is needed by, and no
    reason); Conflict where they did not say yes, or a time was picked.
    """
    match = turn_at(match)
    check_side(match, side, by)
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    state = state_of(match)
    if state is MatchState.BOOKED and match.starts_at is not None:
        raise Conflict("picked_already", f"A time is set already: {_hour(match.starts_at, policy)}. Call it off first.")
    if state not in _CAN_OFFER:
        raise not_now(match, hand)
    wanted = _checked(match, times, although, hand)
    changes = {"zone": zone_of(zone).key} if zone and side == Side.CUSTOMER else {}
    match.slots.filter(gone=False).update(gone=True)
    Slot.objects.bulk_create(Slot(match=match, starts_at=one, offered_by=side, offered_at=hand.at) for one in wanted)
    Match.objects.filter(pk=match.pk).update(missed="", starts_at=None, changed_at=hand.at, **changes)
    match = now(match.pk)
    who = "They" if side == Side.CUSTOMER else "We"
    hand.step(match, f"{who} named {len(wanted)} times for {match.contact.name}. {although}".strip())
    last = str(max(one.pk for one in match.slots.all()))
    if side == Side.CUSTOMER:
        tell_seller(match, "times", hand, again=last)
    else:
        tell_person(match, "times", hand, again=last)
    return match


@transaction.atomic
def pick(
    *,
    match: Match,
    slot: int,
    side: str,
    by: User | None = None,
    door: str,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Pick one of the times the other side named. All are told, with an entry for their calendars.

    `side` is who picks: the seller, or the buyer in their place (`by` empty: the door has seen to it), or the person.

    Raises NotAllowed; BadInput `time`; Conflict with the time that is set where somebody was quicker, or it has passed.
    """
    match = turn_at(match)
    check_side(match, side, by)
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    if match.starts_at is not None and not match.missed:
        hour = _hour(match.starts_at, policy)
        raise Conflict("picked_already", f"A time was picked a moment before: {hour}.", starts_at=match.starts_at)
    if state_of(match) is not MatchState.OFFERED:
        raise not_now(match, hand)
    found = next((one for one in match.slots.all() if one.pk == slot and not one.gone), None)
    if found is None:
        raise BadInput("no_such_time", "That time is not offered any more. Pick one of those that are.", field="time")
    if found.offered_by == side:
        raise BadInput("own_time", "These are times of your own: the other side picks one.", field="time")
    if found.starts_at <= hand.at:
        raise BadInput("time_past", "That time has passed. Pick another, or ask for new ones.", field="time")
    try:
        with transaction.atomic():
            Slot.objects.filter(pk=found.pk, gone=False).update(picked=True)
    except IntegrityError:
        raise Conflict("picked_already", "A time was picked a moment before. Look at the page again.") from None
    set_ = {"starts_at": found.starts_at, "booked_at": hand.at, "changed_at": hand.at}
    fresh = {"reminded_at": None, "feedback_asked_at": None, "sequence": F("sequence") + 1}
    Match.objects.filter(pk=match.pk).update(**set_, **fresh)
    match = now(match.pk)
    hand.step(match, f"A time is set for {match.contact.name}: {_hour(found.starts_at, policy)}.")
    record(by=by, door=door, action="pick_time", kind="match", object_id=match.pk, sequence=match.sequence)
    tell_time(match, "booked", hand, method=Method.REQUEST)
    return match


def not_now(match: Match, hand: Hand) -> Conflict:
    """The refusal where times make no sense at this step."""
    state = state_of(match)
    why = "" if hand.by is None else f": they {state.label}"  # at the customer's own door "they" is nobody
    return Conflict("not_now", f"There are no times to agree on now{why}.")


def _checked(match: Match, times: Sequence[dt.datetime], although: str, hand: Hand) -> list[dt.datetime]:
    desk, needed = hand.policy.desk, match.request.needed_by
    wanted = sorted({one.astimezone(dt.UTC).replace(second=0, microsecond=0) for one in times})
    if any(one <= hand.at for one in wanted):
        past = next(one for one in wanted if one <= hand.at)
        raise BadInput("time_past", f"{_hour(past, hand.policy)} has passed. Name times to come.", field="times")
    if any(one > hand.at + FARTHEST for one in wanted):
        raise BadInput("time_far", "That is more than a year away. Name times within a year.", field="times")
    if not desk.least_slots <= len(wanted) <= max(MOST_SLOTS, desk.least_slots):
        raise BadInput(
            "few_times", f"Name {desk.least_slots} to {MOST_SLOTS} different times: with fewer, one mail becomes five.",
            field="times",
        )  # fmt: skip
    late = [one for one in wanted if needed is not None and day_of(one, hand.policy) > needed]
    if needed is not None and late and len(" ".join(although.split())) < LEAST_REASON:
        raise BadInput(
            "after_needed", f"It is needed by {said(needed)}, and {said(day_of(late[0], hand.policy))} is later. Name "
            "earlier times, or say in a few words why it has to be later.", field="although",
        )  # fmt: skip
    return wanted


def _hour(at: dt.datetime, policy: Policy) -> str:
    return spoken(at, policy.zone)
