"""What does a talk with a buyer say to whoever agreed to it? Sentences made of the match, in their own time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.domain.times import spoken
from vouch.program.references.how import state_of
from vouch.program.references.letters import buyer_of, zone_of_person
from vouch.program.references.states import MatchState, Side
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from vouch.program.references.models import Match, Slot


@dataclass(frozen=True, kw_only=True)
class Call:
    """A talk as the person sees it.

    `step` is what can be done: name_times, wait (for the other side to pick), pick, set, begun (its time has come: how
    was it, or did they not meet), missed, how (done, and they have not said how it was), over; empty where nothing.
    """

    match: Match
    step: str
    head: str
    buyer: str
    seller: str
    zone: ZoneInfo
    when: str
    slots: Sequence[tuple[Slot, str]]
    needed_by: str
    least: int
    first_day: str

    @property
    def agreed(self) -> bool:
        """Whether a time is set that has not begun."""
        return self.step == "set"


def told(match: Match, policy: Policy, today: dt.date, at: dt.datetime) -> Call:
    """The talk in sentences, as it is at this moment."""
    request, zone = match.request, zone_of_person(match, policy)
    slots = [one for one in match.slots.all() if not one.gone and one.starts_at > at]
    step = _step(match, slots, policy, at)
    when = spoken(match.starts_at, zone) if match.starts_at else ""
    return Call(
        match=match,
        step=step,
        head=_head(match, step, when),
        buyer=buyer_of(request),
        seller=request.seller.name or request.seller.email,
        zone=zone,
        when=when,
        slots=[(one, spoken(one.starts_at, zone)) for one in slots],
        needed_by=current().long_day(request.needed_by) if request.needed_by else "",
        least=policy.desk.least_slots,
        first_day=at.astimezone(zone).date().isoformat(),
    )


def _step(match: Match, slots: list[Slot], policy: Policy, at: dt.datetime) -> str:
    state = state_of(match)
    said = any(one.side == Side.CUSTOMER for one in match.feedback.all())
    if state is MatchState.DONE:
        return "over" if said else "how"
    if state is MatchState.MISSED:
        return "missed"
    if state is MatchState.BOOKED:
        return "begun" if match.starts_at is not None and match.starts_at <= at else "set"
    if state not in (MatchState.WILLING, MatchState.OFFERED) or match.request.activity not in policy.desk.meetings:
        return ""
    if not slots:
        return "name_times"
    return "pick" if slots[0].offered_by == Side.SELLER else "wait"


def _head(match: Match, step: str, when: str) -> str:
    buyer = match.request.buyer
    return {
        "name_times": f"Thank you. When could you speak to {buyer}?",
        "wait": f"Thank you. {buyer} picks one of your times.",
        "pick": f"Which of these times suits you for {buyer}?",
        "set": f"You speak to {buyer} on {when.partition(' (')[0]}.",
        "begun": f"How was it with {buyer}?",
        "missed": f"You and {buyer} did not meet.",
        "how": f"You spoke to {buyer}. How was it?",
    }.get(step, "")
