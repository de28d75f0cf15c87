"""How does the week look to this colleague? What waits, what came back, what was given: a few counts for a mail."""

from __future__ import annotations

import datetime as dt

from vouch.domain.policy import Policy
from vouch.program.asks.letters.day import Week
from vouch.program.asks.models import Give
from vouch.program.asks.queries.board import Narrowed, counts
from vouch.program.asks.states import AskState, GiveState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position


def week_of(user: User, *, policy: Policy, today: dt.date) -> Week:
    """The seven days before `today`, as far as this colleague's part of them goes."""
    only = _part(user)
    since = dt.datetime.combine(today - dt.timedelta(days=7), dt.time(), tzinfo=policy.zone)
    lanes, asks = counts(only), only.rows()
    answered = asks.filter(answered_at__gte=since)
    gives = Give.objects.filter(state=GiveState.DONE, done_on__gte=since.date())
    due = Give.objects.filter(assigned_to=user, state=GiveState.PLANNED, due_on__lte=today + dt.timedelta(days=7))
    return Week(
        waiting=lanes["waiting"],
        ready=lanes["ready"],
        invited=lanes["invited"],
        thanks=lanes["thanks"],
        yes=answered.filter(state__in=(AskState.ACCEPTED, AskState.DONE, AskState.THANKED)).count(),
        no=answered.filter(state__in=(AskState.DECLINED, AskState.NOT_NOW, AskState.SMALLER)).count(),
        done=asks.filter(done_at__gte=since).count(),
        gives=(gives.filter(account__owner_id=user.owner) if only.owner else gives).count(),
        gives_due=due.count(),
        manages=user.role in (Position.PROGRAMME_MANAGER, Position.ADMINISTRATOR),
    )


def _part(user: User) -> Narrowed:
    if user.role == Position.ACCOUNT_OWNER and user.owner:
        return Narrowed(owner=user.owner)
    if user.role == Position.SELLER:
        return Narrowed(owner=user.owner, mine=user.pk)
    return Narrowed()
