"""Whom did customers introduce, who follows it, what came of it, how were they thanked?"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path, Query, Router

from vouch.domain.errors import BadInput
from vouch.program.references import actions, queries
from vouch.runs.work import wake_for_mail
from vouch.web.api import schemas, shape
from vouch.web.api.door import DOOR, caller, meant
from vouch.web.api.problems import ANSWERS
from vouch.web.api.words import Key
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy

router = Router()


@router.get(
    "/introductions", response={200: schemas.IntroducedPage, **ANSWERS}, operation_id="introductions",
    summary="Whom customers introduced",
)  # fmt: skip
def introductions(request: HttpRequest, told: Query[schemas.IntroducedOf]) -> schemas.IntroducedPage:
    """Newest first: all, or those the caller may see. `after` is the `next` of the page before."""
    rows = queries.referrals(
        by=caller(request),
        policy=policy(),
        fate=told.fate or "",
        mine=told.mine,
        after=told.after or "",
        limit=told.limit + 1,
    )
    more = rows[told.limit - 1].pk if len(rows) > told.limit else None
    return schemas.IntroducedPage(introductions=[shape.introduced(one) for one in rows[: told.limit]], next=more)


@router.get(
    "/introductions/{key}", response={200: schemas.IntroducedOut, **ANSWERS}, operation_id="introduction",
    summary="One introduction",
)  # fmt: skip
def introduction(request: HttpRequest, key: Path[Key]) -> schemas.IntroducedOut:
    """Who it is, by whom, and what came of it."""
    return shape.introduced(queries.referral_of(key, caller(request), policy=policy()))


@router.post(
    "/introductions/{key}/follow", response={200: schemas.IntroducedOut, **ANSWERS}, operation_id="follow",
    summary="Take it up, or give it to a colleague",
)  # fmt: skip
def follow(request: HttpRequest, key: Path[Key], told: schemas.FollowIn) -> schemas.IntroducedOut:
    """Whoever follows it sees it, and says what came of it."""
    who = caller(request)
    row = queries.referral_of(key, who, policy=policy())
    whom = meant(told.colleague)
    return shape.introduced(actions.follow_referral(by=who, referral=row, colleague=whom, door=DOOR))


@router.post(
    "/introductions/{key}/fate", response={200: schemas.IntroducedOut, **ANSWERS}, operation_id="fate",
    summary="Say what came of it",
)  # fmt: skip
def fate(request: HttpRequest, key: Path[Key], told: schemas.FateIn) -> schemas.IntroducedOut:
    """The customer reads it on their page; `words` are for us alone."""
    who = caller(request)
    row = queries.referral_of(key, who, policy=policy())
    deal = queries.deal_of(told.deal) if told.deal else None
    if told.deal and deal is None:
        raise BadInput("no_such_deal", "There is no such deal among those that were imported.", field="deal")
    row = actions.set_fate(
        by=who, referral=row, fate=told.fate, deal=deal.pk if deal else "", words=told.words, door=DOOR,
        policy=policy(), today=today(),
    )  # fmt: skip
    return shape.introduced(row)


@router.post(
    "/introductions/{key}/thanks", response={200: schemas.IntroducedOut, **ANSWERS}, operation_id="thank_for",
    summary="Thank whoever introduced them",
)  # fmt: skip
def thank_for(request: HttpRequest, key: Path[Key], told: schemas.ThankForIn) -> schemas.IntroducedOut:
    """Once: by mail where they want mail, and on their page."""
    who = caller(request)
    row = queries.referral_of(key, who, policy=policy())
    row = actions.thank_for_referral(by=who, referral=row, words=told.words, door=DOOR, policy=policy(), today=today())
    wake_for_mail()
    return shape.introduced(row)
