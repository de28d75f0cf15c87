"""How does a request begin? Somebody writes what the buyer needs to hear: kept as a draft, then handed in whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction

from vouch.domain.errors import BadInput, NotAllowed
from vouch.domain.policy import Policy
from vouch.program.asks.actions.gate import rung_of
from vouch.program.asks.days import moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.history.actions import record
from vouch.program.references.actions.fields import (
    account_meant,
    address_of,
    deal_meant,
    likeness,
    long_words,
    one_line,
    rivals_meant,
    said_whole,
)
from vouch.program.references.actions.ready import check_ready
from vouch.program.references.actions.turn import move, take_turn, write_step
from vouch.program.references.models import Request
from vouch.program.references.states import Grade, Outcome, RequestState

MOST_PEOPLE = 10
LIKE = ("product", "use", "industry", "employees", "region", "language", "role", "tech")
"""What the person who would fit can be like."""
MUST = tuple(name for name in LIKE if name != "use")
"""What of it can be made a condition, to be relaxed again one by one."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a seller wrote: empty where they said nothing. `like` by the names of `LIKE`; `must` some of them."""

    activity: str = ""
    deal: str = ""
    buyer: str = ""
    account: str = ""
    buyer_name: str = ""
    buyer_email: str = ""
    buyer_zone: str = ""
    words: str = ""
    like: Mapping[str, str | int | None] = field(default_factory=dict)
    must: Sequence[str] = ()
    how_many: int = 1
    needed_by: dt.date | None = None
    expected: str = ""
    buy_in: bool = False
    technical: bool = False
    although: str = ""
    offered: Sequence[str] = ()
    rivals: Sequence[str] = ()


@transaction.atomic
def keep_draft(
    *,
    by: User,
    written: Written,
    request: Request | None = None,
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
) -> Request:
    """Keep a request as it stands: a new draft, or the one that is given, whole. Only what cannot be is refused.

    Raises NotAllowed; BadInput with the field; Conflict where it was handed in meanwhile.
    """
    require(by, "request_references")
    kept = _kept(written, policy)
    at = moment_on(today, policy)
    if request is None:
        request = Request.objects.create(seller=by, door=door, created_at=at, changed_at=at, **kept)
        write_step(request, before="", after=RequestState.DRAFT, by=by, door=door, at=at)
        return request
    request = take_turn(request.pk, states=(RequestState.DRAFT,))
    _theirs(by, request)
    Request.objects.filter(pk=request.pk).update(changed_at=at, **kept)
    record(by=by, action="write_request", kind="request", object_id=request.pk)
    return Request.objects.get(pk=request.pk)


@transaction.atomic
def hand_in(*, by: User, request: Request, door: str = "workspace", policy: Policy, today: dt.date) -> Request:
    """Hand a draft in: from now on the desk sees it, and its time counts.

    Raises NotAllowed; BadInput with the field (what is missing, a day that is past, a deal that is not ready and no
    reason why it is asked all the same, a deal that was decided); Conflict where it was handed in already.
    """
    require(by, "request_references")
    request = take_turn(request.pk, states=(RequestState.DRAFT,))
    _theirs(by, request)
    _check(request, policy, today)
    check_ready(request, policy)
    at = moment_on(today, policy)
    return move(request, RequestState.NEW, by=by, door=door, at=at, submitted_at=at, policy=policy.version)


def whole(
    *, by: User, written: Written, request: Request | None = None, door: str, policy: Policy, today: dt.date
) -> Request:
    """A request, or the draft that is given, in one step. Raises as the two above, and changes nothing then."""
    with transaction.atomic():
        request = keep_draft(by=by, written=written, request=request, door=door, policy=policy, today=today)
        return hand_in(by=by, request=request, door=door, policy=policy, today=today)


def unkept(written: Written, *, by: User, policy: Policy, today: dt.date) -> Request:
    """The request these words would make, to be looked at and never kept. Raises BadInput with the field."""
    at = moment_on(today, policy)
    return Request(seller=by, created_at=at, changed_at=at, **_kept(written, policy))


def _theirs(by: User, request: Request) -> None:
    if request.seller_id != by.pk and not may(by, "run_desk"):
        raise NotAllowed("not_yours", "This is another's request. They change it, or the desk does.")


def _kept(written: Written, policy: Policy) -> dict[str, Any]:
    if written.activity and rung_of(written.activity, policy).open_invitation:
        raise BadInput("open_to_all", "Reviews are open invitations: nobody is chosen for one.", field="activity")
    deal = deal_meant(written.deal)
    buyer = account_meant(written.account) or (deal.account if deal else None)
    told = {one.name: getattr(written, one.name) for one in fields(written)}
    texts = {
        name: one_line(name, str(told[name] or "")) for name in ("buyer", "buyer_name", "buyer_email", "buyer_zone")
    }
    texts["buyer"] = texts["buyer"] or (buyer.name if buyer else deal.company if deal else "")
    if texts["buyer_email"]:
        texts["buyer_email"] = address_of(texts["buyer_email"])
    if not 1 <= written.how_many <= MOST_PEOPLE:
        raise BadInput("how_many", f"Ask for 1 to {MOST_PEOPLE} people.", field="how_many")
    if written.expected and written.expected not in Grade.values:
        raise BadInput("bad_grade", f"Expected is one of: {', '.join(Grade.values)}.", field="expected")
    must = [name for name in dict.fromkeys(written.must) if name in MUST and written.like.get(name)]
    return (
        texts
        | {f"like_{name}": likeness(name, written.like.get(name)) for name in LIKE}
        | {
            "activity": written.activity,
            "deal": deal,
            "account": buyer,
            "words": long_words(written.words),
            "must": must,
            "how_many": written.how_many,
            "needed_by": written.needed_by,
            "expected": written.expected,
            "readiness": {"buy_in": written.buy_in, "technical": written.technical},
            "although": said_whole(written.although, most=500, field="although"),
            "offered": [str(one)[:300] for one in written.offered][:20],
            "conflicts": rivals_meant(written.rivals),
        }
    )


def _check(request: Request, policy: Policy, today: dt.date) -> None:
    if not request.activity:
        raise BadInput("no_activity", "Say what you need: a call, a quote, a visit.", field="activity")
    if not request.buyer:
        raise BadInput("no_buyer", "Say which company is to hear it, or pick the deal.", field="buyer")
    if not any((request.words, *(getattr(request, f"like_{name}") for name in LIKE))):
        raise BadInput("no_need", "Say what the buyer needs to hear, or who should say it.", field="words")
    if request.needed_by is None:
        raise BadInput("no_day", "Say by when you need it.", field="needed_by")
    if request.needed_by < today:
        raise BadInput("day_past", f"{request.needed_by:%-d %b %Y} is past. Name today or later.", field="needed_by")
    if request.needed_by > today + dt.timedelta(days=365):
        raise BadInput("day_far", "That is more than a year away. Name a day within a year.", field="needed_by")
    if request.deal is not None and request.deal.outcome != Outcome.OPEN:
        raise BadInput("deal_over", f"The deal “{request.deal}” is {request.deal.outcome} already.", field="deal")
