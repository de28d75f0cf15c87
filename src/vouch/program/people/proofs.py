"""Where do the promises and results that colleagues wrote down stand, across all customers?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from vouch.program.people.models import Confirmation, Promise, Result

E = TypeVar("E", Promise, Result)
STATES = ("due", "open", "unsigned", "asked", "signed", "missed")
"""In which state they can be listed: due or overdue, open, kept without the customer's word, asked, signed, missed."""
SOON = dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many promises and results stand in each state; each stands in one, `due` among the open ones."""

    due: int
    open: int
    unsigned: int
    asked: int
    signed: int
    missed: int

    @property
    def all(self) -> int:
        """How many there are."""
        return self.open + self.unsigned + self.asked + self.signed + self.missed


def counts(*, today: dt.date, owner: str = "") -> Counts:
    """How many stand in each state; only those of the accounts of one owner where one is given."""
    return Counts(
        **{state: _promises(state, today, owner).count() + _results(state, owner).count() for state in STATES}
    )


def listed(state: str, *, today: dt.date, owner: str = "", limit: int = 200) -> Sequence[Any]:
    """The promises and results in a state: what is due by its day, everything else by when it was last changed."""
    promises, results = _promises(state, today, owner), _results(state, owner)
    found: list[Any] = [*promises.select_related("account", "author")[:limit]]
    found += [*results.select_related("account", "author")[:limit]]
    if state in ("due", "open"):
        return sorted(found, key=lambda one: (one.due_on is None, one.due_on or today, one.key))[:limit]
    return sorted(found, key=lambda one: (one.changed_at, one.key), reverse=True)[:limit]


def every(state: str, *, today: dt.date, owner: str = "", after: str = "", limit: int = 1000) -> Sequence[Any]:
    """All of a state by key, some at a time: those that follow the key `after`, promises and results together."""
    found: list[Any] = []
    for rows in (_promises(state, today, owner), _results(state, owner)):
        chosen: QuerySet[Any] = rows.filter(key__gt=after) if after else rows
        found += chosen.select_related("account__owner", "author").order_by("key")[:limit]
    return sorted(found, key=lambda one: one.key)[:limit]


def questions(keys: Collection[str]) -> dict[str, list[Confirmation]]:
    """Every question that was asked about these entries, by entry, the newest first."""
    found: dict[str, list[Confirmation]] = {key: [] for key in keys}
    for one in Confirmation.objects.select_related("asked_by").filter(entry__in=list(keys)).order_by("-asked_at"):
        found[one.entry].append(one)
    return found


def _promises(state: str, today: dt.date, owner: str) -> QuerySet[Promise]:
    rows = _own(Promise.objects.filter(withdrawn_at=None), owner)
    kept = rows.filter(status__in=["met", "late"])
    match state:
        case "due":
            return rows.filter(status="open", due_on__lte=today + SOON)
        case "open":
            return rows.filter(status="open")
        case "missed":
            return rows.filter(status="missed")
        case "signed":
            return kept.exclude(signed_off_on=None)
        case "asked":
            return kept.filter(_asked("promises"), signed_off_on=None)
        case _:
            return kept.filter(~_asked("promises"), signed_off_on=None)


def _results(state: str, owner: str) -> QuerySet[Result]:
    rows = _own(Result.objects.filter(withdrawn_at=None), owner)
    match state:
        case "signed":
            return rows.exclude(signed_off_on=None)
        case "asked":
            return rows.filter(_asked("results"), signed_off_on=None)
        case "unsigned":
            return rows.filter(~_asked("results"), signed_off_on=None)
        case _:
            return rows.none()


def _own(rows: QuerySet[E], owner: str) -> QuerySet[E]:
    return rows.filter(account__owner_id=owner) if owner else rows


def _asked(fact: str) -> Q:
    """Whether a question about the present version waits for an answer."""
    waiting = Confirmation.objects.filter(
        fact=fact,
        entry=OuterRef("key"),
        entry_version=OuterRef("version"),
        answered_at=None,
        expires_at__gt=timezone.now(),
    )
    return Q(Exists(waiting))
