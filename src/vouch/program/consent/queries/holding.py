"""What holds a customer back by somebody's hand?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from vouch.domain.errors import NotFound
from vouch.program.consent.models import Hold, Release
from vouch.program.consent.queries.whose import account_ids, contact_ids


def holds_of(account: str | None, contact: str | None = None, *, today: dt.date | None = None) -> Sequence[Hold]:
    """The holds that nobody lifted, of an account and of one person there, those that began first coming first.

    With `today` only those that have begun and are not over on that day.
    """
    rows = _of(account, contact).filter(lifted_at=None)
    if today is not None:
        rows = rows.filter(from_on__lte=today).exclude(until__lt=today)
    return list(rows.order_by("from_on", "id"))


def hold_history(account: str | None, contact: str | None = None, *, limit: int = 100) -> Sequence[Hold]:
    """Every hold there ever was, newest first, with who set and who lifted it."""
    return list(_of(account, contact).order_by("-id")[:limit])


def hold_of(pk: int) -> Hold:
    """One hold. Raises NotFound."""
    row = Hold.objects.select_related("by", "lifted_by", "account", "contact").filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_hold", "There is no such hold any more.")
    return row


def release_of(account: str, *, today: dt.date) -> Release | None:
    """The account team's word to go on although a contract ends soon, where one counts on this day."""
    rows = Release.objects.select_related("by").filter(
        account_id__in=account_ids(account), ended_at=None, until__gte=today
    )
    return rows.order_by("-id").first()


def _of(account: str | None, contact: str | None) -> QuerySet[Hold]:
    whose = Q(pk__in=())
    if account:
        whose |= Q(account_id__in=account_ids(account))
    if contact:
        whose |= Q(contact_id__in=contact_ids(contact))
    return Hold.objects.select_related("by", "lifted_by").filter(whose)
