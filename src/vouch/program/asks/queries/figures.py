"""Three honest figures of a week: accepted of sent, customers' time given and thanked, and who was asked twice."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.board import Narrowed
from vouch.program.asks.states import AskState
from vouch.program.findings.models import Approach
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact

ACCEPTED = (AskState.ACCEPTED, AskState.DONE, AskState.THANKED)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of the invitations sent from `first` to `last`: how many, accepted, not now, not answered yet. Of acts done then:
    how many, minutes where anybody wrote them down, not timed, not thanked. `twice`: people asked more than once within
    the rest after an ask, up to `last`, in Vouch or outside.
    """

    first: dt.date
    last: dt.date
    sent: int
    accepted: int
    not_now: int
    open: int
    done: int
    minutes: int
    not_timed: int
    not_thanked: int
    twice: int


def figures(only: Narrowed | None = None, *, first: dt.date, last: dt.date, policy: Policy) -> Figures:
    """The figures of these days, in the company's zone; in five statements."""
    asks = (only or Narrowed()).rows()
    begin, end = _bounds(first, last, policy)
    found = asks.filter(invited_at__gte=begin, invited_at__lt=end).aggregate(
        sent=Count("pk"),
        accepted=Count("pk", filter=Q(state__in=ACCEPTED)),
        not_now=Count("pk", filter=Q(state=AskState.NOT_NOW)),
        open=Count("pk", filter=Q(state=AskState.INVITED)),
    )
    found |= asks.filter(done_at__gte=begin, done_at__lt=end).aggregate(
        done=Count("pk"),
        spent=Sum("minutes"),
        not_timed=Count("pk", filter=Q(minutes=None)),
        not_thanked=Count("pk", filter=Q(state=AskState.DONE)),
    )
    minutes = found.pop("spent") or 0
    return Figures(first=first, last=last, twice=_twice(only, last, policy), minutes=minutes, **found)


def _twice(only: Narrowed | None, last: dt.date, policy: Policy) -> int:
    days = policy.asking.rest.after_ask_days
    begin, end = _bounds(last - dt.timedelta(days=days - 1), last, policy)
    rows = (only or Narrowed()).rows().filter(invited_at__gte=begin, invited_at__lt=end)
    asked = list(rows.values_list("contact_id", flat=True))
    if only in (None, Narrowed()):
        outside = Approach.objects.filter(asked_on__gt=last - dt.timedelta(days=days), asked_on__lte=last)
        asked += list(outside.values_list("contact_id", flat=True))
    now = moved(Contact)
    return sum(times > 1 for times in Counter(now.get(pk, pk) for pk in asked).values())


def _bounds(first: dt.date, last: dt.date, policy: Policy) -> tuple[dt.datetime, dt.datetime]:
    begin = dt.datetime.combine(first, dt.time(), tzinfo=policy.zone)
    return begin, dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=policy.zone)


def last_week(today: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week before this day's."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return monday, monday + dt.timedelta(days=6)


def led_to_between(first: dt.date, last: dt.date, *, policy: Policy, limit: int = 5) -> Sequence[Ask]:
    """The acts of these days of which somebody wrote down what they led to, latest first."""
    begin, end = _bounds(first, last, policy)
    rows = Ask.objects.filter(done_at__gte=begin, done_at__lt=end).exclude(led_to="")
    return list(rows.select_related("contact", "account").order_by("-done_at", "key")[:limit])
