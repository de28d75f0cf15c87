"""What was given: of a person, of an account, mine to do; and how it weighs against what was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Min, QuerySet

from vouch.domain.errors import NotFound
from vouch.program.asks.models import Ask, Give
from vouch.program.asks.states import GiveState
from vouch.program.colleagues.models import User
from vouch.program.findings.models import Approach
from vouch.program.people.identity.queries import every_id, moved
from vouch.program.people.models import Account, Contact

_BESIDE = ("account__owner", "contact", "assigned_to", "author")
M = TypeVar("M", Ask, Give)


def give(key: str) -> Give:
    """One give with whom it is for and who does it. Raises NotFound."""
    row = Give.objects.select_related(*_BESIDE).filter(pk=key).first()
    if row is None:
        raise NotFound("no_such_give", "There is no such give. The person may have been erased.")
    return row


def gives_of(*, account: Account | str = "", contact: Contact | str = "", limit: int = 50) -> Sequence[Give]:
    """What is planned for and was given to one account (its people's too) or one person: planned first, then newest."""
    rows = _about(Give.objects.select_related(*_BESIDE), account, contact).exclude(state=GiveState.DROPPED)
    found = list(rows.order_by("-created_at", "key")[:limit])
    return sorted(found, key=lambda one: one.state != GiveState.PLANNED)


def gives_due(user: User, *, until: dt.date | None = None, limit: int = 50) -> Sequence[Give]:
    """What this colleague has to give, due first first; those without a day come last. `until`: due by then only."""
    rows = Give.objects.select_related(*_BESIDE).filter(assigned_to=user, state=GiveState.PLANNED)
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    return list(rows.order_by("due_on", "created_at", "key")[:limit])


def lane(state: str, *, assigned_to: int | None = None, limit: int = 100) -> Sequence[Give]:
    """The gives in one state, those due first, or done last, first."""
    rows = Give.objects.select_related(*_BESIDE).filter(state=state)
    if assigned_to is not None:
        rows = rows.filter(assigned_to_id=assigned_to)
    order = ("due_on", "created_at", "key") if state == GiveState.PLANNED else ("-done_on", "-created_at", "key")
    return list(rows.order_by(*order)[:limit])


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Gives done and asks made since the first of either; `first` is that day, None where there was neither."""

    gives: int
    asks: int
    first: dt.date | None


def balance(*, account: Account | str = "", contact: Contact | str = "") -> Balance:
    """How often something was given to this account or person, and how often something asked, from the first day on.

    Asks that were never sent do not count; those made outside Vouch do.
    """
    whose = every_id(Contact, contact) if contact else every_id(Account, account)
    of, at = ("contact__in", "contact__in") if contact else ("account__in", "contact__account__in")
    count = Count("pk")
    gives = Give.objects.filter(state=GiveState.DONE, **{of: whose}).aggregate(n=count, day=Min("done_on"))
    asks = Ask.objects.exclude(invited_at=None).filter(**{of: whose}).aggregate(n=count, day=Min("invited_at"))
    outside = Approach.objects.filter(**{at: whose}).aggregate(n=count, day=Min("asked_on"))
    days = [gives["day"], _day(asks["day"]), outside["day"]]
    return Balance(
        gives=gives["n"],
        asks=asks["n"] + outside["n"],
        first=min((day for day in days if day is not None), default=None),
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


def _about(rows: QuerySet[M], account: Account | str, contact: Contact | str) -> QuerySet[M]:
    if contact:
        return rows.filter(contact__in=every_id(Contact, contact))
    return rows.filter(account__in=every_id(Account, account))


def done_for_accounts() -> list[tuple[str, str, dt.date]]:
    """Every give that was done, as its kind, account and day, earliest first."""
    rows = Give.objects.filter(state=GiveState.DONE).exclude(done_on=None).order_by("done_on", "key")
    now, told = moved(Account), rows.values_list("kind", "account_id", "done_on")
    return [(kind, now.get(account, account), on) for kind, account, on in told if on]


def done_between(first: dt.date, last: dt.date) -> int:
    """How many gives were done in these days."""
    return Give.objects.filter(state=GiveState.DONE, done_on__gte=first, done_on__lte=last).count()
