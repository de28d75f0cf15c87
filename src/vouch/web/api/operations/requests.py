"""Ask for a reference, change a draft, hand it in, take it back, read how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.program.references import actions, queries
from vouch.web.api import schemas, shape
from vouch.web.api.door import DOOR, caller, meant
from vouch.web.api.problems import ANSWERS
from vouch.web.api.words import Key
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.references.models import Request

router = Router()


@router.post(
    "/requests", response={201: schemas.RequestOut, **ANSWERS}, operation_id="ask", summary="Ask for a reference"
)
def ask(request: HttpRequest, told: schemas.RequestIn) -> Status[schemas.RequestOut]:
    """Hand a request in whole, or keep a draft of it. What is missing or cannot be is said with its field."""
    who, rules, day = caller(request), policy(), today()
    keep = {"by": who, "written": written(told), "door": DOOR, "policy": rules, "today": day}
    row = actions.whole(**keep) if told.hand_in else actions.keep_draft(**keep)  # type: ignore[arg-type]
    return Status(201, _told(row, who, rules))


@router.get(
    "/requests", response={200: schemas.RequestsOut, **ANSWERS}, operation_id="requests",
    summary="Requests, a page at a time",
)  # fmt: skip
def requests(request: HttpRequest, told: Query[schemas.RequestsOf]) -> schemas.RequestsOut:
    """The requests of one lane of the desk that the caller may see. `after` is the `next` of the page before."""
    who, rules = caller(request), policy()
    page = queries.requests(told.lane, who, policy=rules, today=today(), after=told.after, limit=told.limit)
    return schemas.RequestsOut(
        requests=[shape.request(one, by=who, policy=rules) for one in page.rows], next=page.after or None
    )


@router.get(
    "/requests/{key}", response={200: schemas.RequestOut, **ANSWERS}, operation_id="request", summary="One request"
)
def one(request: HttpRequest, key: Path[Key]) -> schemas.RequestOut:
    """How far it is, and everybody who was chosen for it."""
    who = caller(request)
    return shape.request(queries.request_of(key, who), by=who, policy=policy())


@router.put(
    "/requests/{key}", response={200: schemas.RequestOut, **ANSWERS}, operation_id="change", summary="Change a draft"
)
def change(request: HttpRequest, key: Path[Key], told: schemas.RequestIn) -> schemas.RequestOut:
    """The draft whole, in place of what it was; with `hand_in` it is handed in by the same call, or not changed."""
    who, rules, day = caller(request), policy(), today()
    row = queries.request_of(key, who)
    told_by = {"by": who, "door": DOOR, "policy": rules, "today": day}
    if told.hand_in:
        row = actions.whole(request=row, written=written(told), **told_by)  # type: ignore[arg-type]
    else:
        row = actions.keep_draft(request=row, written=written(told), **told_by)  # type: ignore[arg-type]
    return _told(row, who, rules)


@router.post(
    "/requests/{key}/hand-in", response={200: schemas.RequestOut, **ANSWERS}, operation_id="hand_in",
    summary="Hand a draft in",
)  # fmt: skip
def hand_in(request: HttpRequest, key: Path[Key]) -> schemas.RequestOut:
    """From now on the desk sees it, and its time counts."""
    who, rules = caller(request), policy()
    row = queries.request_of(key, who)
    return _told(actions.hand_in(by=who, request=row, door=DOOR, policy=rules, today=today()), who, rules)


@router.post(
    "/requests/{key}/withdraw", response={200: schemas.RequestOut, **ANSWERS}, operation_id="withdraw",
    summary="Take a request back",
)  # fmt: skip
def withdraw(request: HttpRequest, key: Path[Key], told: schemas.Said) -> schemas.RequestOut:
    """Whoever was asked for it is asked no more."""
    who, rules = caller(request), policy()
    row = queries.request_of(key, who)
    row = actions.withdraw(by=who, request=row, words=told.words, door=DOOR, policy=rules, today=today())
    return _told(row, who, rules)


@router.post(
    "/requests/{key}/say", response={200: schemas.RequestOut, **ANSWERS}, operation_id="say",
    summary="Write a word to the desk",
)  # fmt: skip
def say(request: HttpRequest, key: Path[Key], told: schemas.Said) -> schemas.RequestOut:
    """A question, an answer: whoever reads the request reads it."""
    who, rules = caller(request), policy()
    row = queries.request_of(key, who)
    return _told(actions.say(by=who, request=row, words=told.words, door=DOOR, policy=rules, today=today()), who, rules)


@router.post(
    "/requests/{key}/take", response={200: schemas.RequestOut, **ANSWERS}, operation_id="take",
    summary="Take a request, or give it",
)  # fmt: skip
def take(request: HttpRequest, key: Path[Key], told: schemas.TakeIn) -> schemas.RequestOut:
    """Somebody of the desk looks after it from now on."""
    who, rules = caller(request), policy()
    row, whom = queries.request_of(key, who), meant(told.colleague)
    return _told(actions.take(by=who, request=row, colleague=whom, door=DOOR, policy=rules, today=today()), who, rules)


@router.post(
    "/requests/{key}/not-filled", response={200: schemas.RequestOut, **ANSWERS}, operation_id="not_filled",
    summary="Nobody was found",
)  # fmt: skip
def not_filled(request: HttpRequest, key: Path[Key], told: schemas.NotFilledIn) -> schemas.RequestOut:
    """Ended, with the reason. Whoever was asked for it is asked no more."""
    who, rules = caller(request), policy()
    row = queries.request_of(key, who)
    row = actions.not_filled(by=who, request=row, door=DOOR, policy=rules, today=today(), **told.model_dump())
    return _told(row, who, rules)


@router.post(
    "/requests/{key}/done", response={200: schemas.RequestOut, **ANSWERS}, operation_id="done", summary="It is done"
)
def done(request: HttpRequest, key: Path[Key]) -> schemas.RequestOut:
    """Somebody spoke, and that is enough. Whoever is still asked for it is asked no more."""
    who, rules = caller(request), policy()
    row = queries.request_of(key, who)
    return _told(actions.done(by=who, request=row, door=DOOR, policy=rules, today=today()), who, rules)


def written(told: schemas.RequestIn) -> actions.Written:
    """What was told, as the action takes it. Raises BadInput `deal` for one that is not there."""
    deal = queries.deal_of(told.deal) if told.deal else None
    if told.deal and deal is None:
        raise BadInput("no_such_deal", "There is no such deal among those that were imported.", field="deal")
    plain = told.model_dump(exclude={"hand_in", "deal", "like"})
    return actions.Written(**plain, deal=deal.pk if deal else "", like=told.like.model_dump())


def _told(row: Request, who: User, rules: Policy) -> schemas.RequestOut:
    return shape.request(queries.request_of(row.pk, who), by=who, policy=rules)
