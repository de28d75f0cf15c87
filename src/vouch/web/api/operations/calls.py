"""When and where do they speak, and what if something comes up? For the seller’s side; the desk for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from vouch.program.references import actions, queries
from vouch.runs.work import wake_for_mail
from vouch.web.api import schemas, shape
from vouch.web.api.door import DOOR, caller
from vouch.web.api.problems import ANSWERS
from vouch.web.api.words import Key
from vouch.web.shared.addresses import address
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from vouch.program.references.models import Match

router = Router()


@router.post(
    "/matches/{key}/times", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="offer_times",
    summary="Name times",
)  # fmt: skip
def offer_times(request: HttpRequest, key: Path[Key], told: schemas.OfferIn) -> schemas.ChosenOut:
    """Three or more that one side could speak at; the other side picks one. Those named before are gone."""
    return done(request, key, actions.offer, **told.model_dump())


@router.post(
    "/matches/{key}/times/pick", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="pick_time",
    summary="Pick one of the times they named",
)  # fmt: skip
def pick_time(request: HttpRequest, key: Path[Key], told: schemas.PickTime) -> schemas.ChosenOut:
    """For the buyer: both sides have an entry for their calendar then."""
    return done(request, key, actions.pick, slot=told.time, side=told.side)


@router.post(
    "/matches/{key}/buyers-link", response={200: schemas.BuyerLinkOut, **ANSWERS}, operation_id="buyers_link",
    summary="A link with which the buyer picks",
)  # fmt: skip
def buyers_link(request: HttpRequest, key: Path[Key]) -> schemas.BuyerLinkOut:
    """It shows the times and whom they meet; whoever has it can pick one."""
    match = queries.match_of(key, caller(request))
    return schemas.BuyerLinkOut(url=actions.link_for_buyer(match=match, **by(request)))


@router.post(
    "/matches/{key}/place", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="set_place",
    summary="Say where they meet",
)  # fmt: skip
def set_place(request: HttpRequest, key: Path[Key], told: schemas.PlaceIn) -> schemas.ChosenOut:
    """Calendars of a time that is set are brought up to date."""
    return done(request, key, actions.set_place, **told.model_dump())


@router.post(
    "/matches/{key}/call-off", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="call_off",
    summary="Call the time off",
)  # fmt: skip
def call_off(request: HttpRequest, key: Path[Key], told: schemas.CallOffIn) -> schemas.ChosenOut:
    """Everybody is told, and the calendars; another time can be set."""
    return done(request, key, actions.call_off, **told.model_dump())


@router.post(
    "/matches/{key}/missed", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="missed",
    summary="They did not meet",
)  # fmt: skip
def missed(request: HttpRequest, key: Path[Key], told: schemas.MissedIn) -> schemas.ChosenOut:
    """After the hour: who was not there. Both are asked kindly for another."""
    return done(request, key, actions.missed, **told.model_dump())


@router.get(
    "/matches/{key}/calendar.ics", operation_id="calendar", summary="The entry for a calendar", include_in_schema=False
)
def calendar(request: HttpRequest, key: Path[Key]) -> HttpResponse:
    """As it is now (RFC 5545)."""
    match = queries.match_of(key, caller(request))
    text = queries.calendar_of(match, policy=policy(), page=address("request", match.request_id))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reference-call.ics"'
    return response


def by(request: HttpRequest) -> dict[str, Any]:
    """What every step is told."""
    return {"by": caller(request), "door": DOOR, "policy": policy(), "today": today(), "address": address}


def done(request: HttpRequest, key: str, do: Callable[..., Match], **told: Any) -> schemas.ChosenOut:
    """Do one step with somebody who was chosen, and say how they stand then."""
    match = do(match=queries.match_of(key, caller(request)), **told, **by(request))
    wake_for_mail()
    return shape.as_now(match, caller(request), policy=policy())
