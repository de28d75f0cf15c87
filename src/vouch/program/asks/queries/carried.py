"""What does one person carry? How often they were asked, what they gave, what came of it: shown to whoever clears."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.findings.models import Approach, Deed
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Contact

_DONE = (AskState.DONE, AskState.THANKED)


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One person's load: asks in 365 days, live acts in 91 and 365 days, minutes in 365 days where anybody wrote them
    down, and what earlier acts led to, latest first.
    """

    asked: int
    live_quarter: int
    live_year: int
    minutes: int | None
    led_to: tuple[Ask, ...]
    last: tuple[Ask, ...]


def carried(contact: str, *, policy: Policy, today: dt.date, but: str = "") -> Carried:
    """The load of one person. `but`: the key of an ask that is left out."""
    year, quarter = today - dt.timedelta(days=364), today - dt.timedelta(days=90)
    whose = every_id(Contact, contact)
    asks = list(Ask.objects.filter(contact__in=whose).exclude(pk=but).order_by("-proposed_at"))
    sent = [one for one in asks if one.invited_at and one.invited_at.date() >= year]
    outside = Approach.objects.filter(contact__in=whose, asked_on__gte=year).count()
    live = {name for name, rung in policy.ladder.items() if rung.live}
    done = [(one.activity, one.done_at.date()) for one in asks if one.state in _DONE and one.done_at]
    deeds = Deed.objects.filter(contact__in=whose, done_on__gte=year).values_list("activity", "done_on")
    days = [on for activity, on in [*done, *deeds] if activity in live]
    told = [one.minutes for one in asks if one.minutes is not None and one.done_at and one.done_at.date() >= year]
    return Carried(
        asked=len(sent) + outside,
        live_quarter=sum(on >= quarter for on in days),
        live_year=sum(on >= year for on in days),
        minutes=sum(told) if told else None,
        led_to=tuple(one for one in asks if one.led_to),
        last=tuple(one for one in asks if one.invited_at)[:5],
    )
