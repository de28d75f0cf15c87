"""What waits for somebody: an owner's yes, an invitation to be sent, thanks; and the answers that came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from vouch.program.asks.models import Ask, Clearance
from vouch.program.asks.queries.board import Narrowed
from vouch.program.asks.states import ELSEWHERE, AskState, Origin
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Reach, reach

ANSWERS = (AskState.ACCEPTED, AskState.DECLINED, AskState.NOT_NOW, AskState.SMALLER)
_CLEARING = ("ask__contact", "ask__account__owner", "ask__proposed_by", "asked", "owner")


def to_clear(user: User, *, limit: int = 50) -> Sequence[Clearance]:
    """The clearances this colleague is asked for: sent to them, or about accounts they look after; oldest first.

    Those that went to nobody in particular wait for whoever may clear any.
    """
    whose = Q(asked=user)
    if reach(user.role, "clear_asks") is Reach.YES:
        whose |= Q(asked=None)
    if user.owner:
        whose |= Q(ask__account__owner_id=user.owner)
    rows = Clearance.objects.filter(whose, answered_at=None, ask__state=AskState.PROPOSED)
    return list(rows.select_related(*_CLEARING).order_by("due_on", "pk")[:limit])


def waiting(only: Narrowed | None = None, *, limit: int = 12) -> Sequence[Clearance]:
    """The clearances nobody has answered yet, those due first first."""
    asks = (only or Narrowed()).rows().filter(state=AskState.PROPOSED).values("pk")
    rows = Clearance.objects.filter(ask__in=asks, answered_at=None)
    return list(rows.select_related(*_CLEARING).order_by("due_on", "pk")[:limit])


def later(only: Narrowed | None = None, *, today: dt.date, limit: int = 6) -> Sequence[Clearance]:
    """What owners put off to a day that has not come: their latest “not now” on asks that are not over."""
    asks = (only or Narrowed()).rows().filter(state=AskState.PROPOSED).values("pk")
    rows = Clearance.objects.filter(ask__in=asks, answer="not_now", until__gte=today)
    return list(rows.select_related(*_CLEARING).order_by("until", "pk")[:limit])


def ready(only: Narrowed | None = None, *, today: dt.date, limit: int = 12) -> Sequence[Ask]:
    """The asks that are cleared and can be sent here, longest ready first; not put off, nor sent elsewhere."""
    now = Q(not_before=None) | Q(not_before__lte=today)
    return _those(only, Q(state=AskState.CLEARED) & now & ~Q(origin__in=ELSEWHERE), limit)


def asked_by_owners(only: Narrowed | None = None, *, limit: int = 12) -> Sequence[Ask]:
    """The asks whose owners said they ask themselves, and have not said yet that they did."""
    return _those(only, Q(state=AskState.CLEARED, origin=Origin.OWNER), limit)


def thanks_due(only: Narrowed | None = None, *, limit: int = 12) -> Sequence[Ask]:
    """The acts that were done and nobody has thanked for, longest due first."""
    return _those(only, Q(state=AskState.DONE), limit)


def answers(only: Narrowed | None = None, *, since: dt.datetime, limit: int = 12) -> Sequence[Ask]:
    """What customers answered since then, newest first."""
    rows = (only or Narrowed()).rows().filter(state__in=ANSWERS, answered_at__gte=since)
    return list(rows.select_related("contact", "account__owner").order_by("-answered_at", "key")[:limit])


def _those(only: Narrowed | None, which: Q, limit: int) -> Sequence[Ask]:
    rows = (only or Narrowed()).rows().filter(which)
    rows = rows.select_related("contact__placement", "account__owner", "proposed_by")
    return list(rows.order_by("changed_at", "key")[:limit])
