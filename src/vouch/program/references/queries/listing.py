"""Which requests are there? Mine, those nobody took, those under way, those due, those that wait for my yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from vouch.domain.errors import NotFound
from vouch.domain.policy import Policy
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Reach, may, reach
from vouch.program.references.models import Match, Request
from vouch.program.references.states import UNDER_WAY, RequestState

LANES = ("mine", "unassigned", "active", "due", "approvals", "all")
"""The lanes of the desk."""
_BESIDE = ("seller", "taken_by", "deal", "account")
_MATCHES = ("matches__ask", "matches__contact", "matches__account__owner", "matches__chain", "matches__slots")


@dataclass(frozen=True)
class Page:
    """Requests of one lane, and the place from which the next go on; empty where these are the last."""

    rows: Sequence[Request]
    after: str


def requests(lane: str, reader: User, *, policy: Policy, today: dt.date, after: str = "", limit: int = 50) -> Page:
    """The requests of one lane that this reader may see, by the day they are needed, drafts of their own first."""
    rows = _lane(lane, reader, policy, today).select_related(*_BESIDE).prefetch_related(*_MATCHES)
    rows = (
        rows.order_by(F("needed_by").asc(nulls_first=True), "key")
        if lane != "all"
        else rows.order_by("-created_at", "key")
    )
    if after:
        rows = _after(rows, lane, after)
    found = list(rows[: limit + 1])
    return Page(found[:limit], found[limit - 1].key if len(found) > limit else "")


def counts(reader: User, *, policy: Policy, today: dt.date) -> Mapping[str, int]:
    """How many there are in each lane."""
    return {lane: _lane(lane, reader, policy, today).count() for lane in LANES}


def request_of(key: str, reader: User) -> Request:
    """One request that this reader may see. Raises NotFound, also where they may not: it is not theirs to know of."""
    rows = visible(reader).select_related(*_BESIDE).prefetch_related(*_MATCHES, "matches__feedback__by", "steps__by")
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_request", "There is no such request, or it is another's.")
    return found


def handed_in(key: str) -> Request:
    """One request for the worker, who may see any. Raises NotFound."""
    found = Request.objects.select_related(*_BESIDE).filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_request", "There is no such request any more.")
    return found


def match_of(key: str, reader: User) -> Match:
    """One person of a request that this reader may see. Raises NotFound."""
    found = Match.objects.select_related("request").filter(pk=key, request__in=visible(reader)).first()
    if found is None:
        raise NotFound("no_such_match", "There is no such match, or its request is another's.")
    return found


def visible(reader: User) -> QuerySet[Request]:
    """The requests a reader may see: all; or their own, those about their accounts, those that await their yes."""
    if reach(reader.role, "see_requests") is Reach.YES:
        return Request.objects.filter(~Q(state=RequestState.DRAFT) | Q(seller=reader))
    theirs = Q(seller=reader) | Q(pk__in=Match.objects.filter(chain__asked=reader).values("request_id"))
    if reader.owner and may(reader, "see_requests"):
        theirs |= Q(pk__in=Match.objects.filter(account__owner=reader.owner).values("request_id"))
    return Request.objects.filter(theirs)


def due(rows: QuerySet[Request], *, policy: Policy, today: dt.date) -> QuerySet[Request]:
    """Those of them that are needed within the hours of the policy, and are not over."""
    until = today + dt.timedelta(days=-(-policy.desk.due_hours // 24))
    return rows.filter(state__in=UNDER_WAY, needed_by__lte=until)


def alike(request: Request, *, policy: Policy, today: dt.date, limit: int = 5) -> Sequence[Request]:
    """Others' and own requests for the same deal or buyer, not withdrawn, of the days the policy looks back."""
    since = today - dt.timedelta(days=policy.desk.alike_days)
    same = Q(pk__in=())
    if request.deal_id:
        same |= Q(deal_id=request.deal_id)
    if request.account_id:
        same |= Q(account_id=request.account_id)
    if request.buyer:
        same |= Q(buyer__iexact=request.buyer)
    rows = Request.objects.filter(same, activity=request.activity, created_at__date__gte=since)
    rows = rows.exclude(pk=request.pk).exclude(state__in=(RequestState.DRAFT, RequestState.WITHDRAWN))
    return list(rows.select_related("seller").order_by("-created_at", "key")[:limit])


def _lane(lane: str, reader: User, policy: Policy, today: dt.date) -> QuerySet[Request]:
    rows = visible(reader)
    match lane:
        case "mine":
            return rows.filter(seller=reader, state__in=(*UNDER_WAY, RequestState.DRAFT))
        case "unassigned":
            return rows.filter(state=RequestState.NEW)
        case "active":
            return rows.filter(state=RequestState.ACTIVE)
        case "due":
            return due(rows, policy=policy, today=today)
        case "approvals":
            return rows.filter(pk__in=_awaiting(reader).values("request_id"), state__in=UNDER_WAY)
        case _:
            return rows


def _awaiting(reader: User) -> QuerySet[Match]:
    """Matches that wait for this reader's yes: as the account's owner, as whoever stands in, as a link of a chain."""
    asked = Q(ask__state=AskState.PROPOSED, ask__clearances__asked=reader, ask__clearances__answered_at=None)
    if may(reader, "run_desk"):
        asked |= Q(ask__state=AskState.PROPOSED, ask__clearances__asked=None, ask__clearances__answered_at=None)
    link = Q(chain__asked=reader, chain__agreed=None, ask__state=AskState.CLEARED)
    return Match.objects.filter(asked | link)


def _after(rows: QuerySet[Request], lane: str, after: str) -> QuerySet[Request]:
    last = Request.objects.filter(pk=after).first()
    if last is None:
        return rows
    if lane == "all":
        return rows.filter(Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, key__gt=last.key))
    if last.needed_by is None:
        return rows.filter(Q(needed_by=None, key__gt=last.key) | Q(needed_by__isnull=False))
    return rows.filter(Q(needed_by__gt=last.needed_by) | Q(needed_by=last.needed_by, key__gt=last.key))
