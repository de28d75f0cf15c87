"""What came of each request, for the CRM: one line each, by the moment of its last change, to be read on from there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from vouch.program.asks.states import WAS_DONE
from vouch.program.colleagues.models import User
from vouch.program.references.models import Coverage, Request
from vouch.program.references.queries.listing import visible
from vouch.program.references.states import RequestState


@dataclass(frozen=True, kw_only=True)
class Update:
    """One request: `at` its last change, how many were chosen and did it, and at which customers."""

    at: dt.datetime
    request: Request
    chosen: int
    done: int
    customers: Sequence[str]


def updates(
    reader: User, *, since: dt.datetime | None = None, after: tuple[dt.datetime, str] | None = None, limit: int = 100
) -> tuple[list[Update], tuple[dt.datetime, str] | None]:
    """At most `limit` requests that this reader may see and that changed at or after `since`, oldest change first.

    `after` is where the last answer ended; the second part of this one is where it ends, None at the last.
    """
    rows = _changed(visible(reader).exclude(state=RequestState.DRAFT))
    if since is not None:
        rows = rows.filter(at__gte=since)
    if after is not None:
        rows = rows.filter(Q(at__gt=after[0]) | Q(at=after[0], pk__gt=after[1]))
    found = list(rows.order_by("at", "pk")[: limit + 1])
    told = [_update(row) for row in found[:limit]]
    end = (told[-1].at, told[-1].request.pk) if len(found) > limit else None
    return told, end


def coverage() -> list[Coverage]:
    """Every cell of the last look ahead, by month, then where most is missing."""
    return list(Coverage.objects.order_by("month", "-short", "segment", "activity"))


def _changed(rows: QuerySet[Request]) -> QuerySet[Any]:
    asked = Coalesce(Max("matches__ask__changed_at"), F("changed_at"))
    moment = Greatest(F("changed_at"), Coalesce(F("outcome_at"), F("changed_at")), asked)
    return (
        rows.select_related("deal", "seller").prefetch_related("matches__ask", "matches__account").annotate(at=moment)
    )


def _update(row: Any) -> Update:
    matches = list(row.matches.all())
    did = [one for one in matches if one.ask.state in WAS_DONE]
    return Update(
        at=row.at, request=row, chosen=len(matches), done=len(did), customers=sorted({one.account.name for one in did})
    )
