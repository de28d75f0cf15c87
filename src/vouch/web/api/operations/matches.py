"""Who fits, who is chosen, whose word is awaited, and how are they reached?"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from vouch.program.asks.actions import answer_clearance
from vouch.program.references import actions, queries
from vouch.program.references.queries.awaited import awaited
from vouch.runs.desk import fit_for
from vouch.runs.work import wake_for_mail
from vouch.web.api import schemas, shape
from vouch.web.api.door import DOOR, caller
from vouch.web.api.problems import ANSWERS
from vouch.web.api.words import Key
from vouch.web.shared.addresses import address
from vouch.web.shared.day import today
from vouch.web.shared.references.found import found
from vouch.web.shared.shell import policy

router = Router()


@router.get(
    "/requests/{key}/matches", response={200: schemas.FoundOut, **ANSWERS}, operation_id="matches", summary="Who fits"
)
def matches(request: HttpRequest, key: Path[Key], told: Query[schemas.MatchesOf]) -> schemas.FoundOut:
    """The list of the request's page, counted with it: so many an hour. `without`: conditions given up for once."""
    who = caller(request)
    row = queries.request_of(key, who)
    return shape.found(found(row, by=who, without=told.without, door=DOOR, policy=policy(), today=today()))


@router.post(
    "/requests/{key}/choose", response={201: schemas.ChosenOut, **ANSWERS}, operation_id="choose",
    summary="Choose somebody",
)  # fmt: skip
def choose(request: HttpRequest, key: Path[Key], told: schemas.ChooseIn) -> Status[schemas.ChosenOut]:
    """Somebody of a list that the caller opened. Whoever has to agree is asked; where nobody has, they are invited."""
    who, rules = caller(request), policy()
    row = queries.request_of(key, who)
    whom = queries.picked(row, told.pick, by=who)
    words = told.model_dump(exclude={"pick"})
    fit = fit_for(row, whom.pk, policy=rules, today=today())
    match = actions.choose(
        by=who,
        request=row,
        contact=whom,
        fit=fit,
        door=DOOR,
        policy=rules,
        today=today(),
        address=address,
        **words,
    )
    wake_for_mail()
    return Status(201, shape.as_now(match, who, policy=policy()))


@router.get(
    "/waiting", response={200: list[schemas.WaitsOut], **ANSWERS}, operation_id="waiting", summary="What waits for me"
)
def waiting(request: HttpRequest) -> list[schemas.WaitsOut]:
    """Customers about whom the caller is asked: as their owner, or as one who has to agree."""
    return [shape.awaited(one) for one in awaited(caller(request))]


@router.post(
    "/matches/{key}/clearance", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="clear",
    summary="The owner’s yes, no or not now",
)  # fmt: skip
def clear(request: HttpRequest, key: Path[Key], told: schemas.ClearanceIn) -> schemas.ChosenOut:
    """What the owner of the account says to asking them."""
    who, rules = caller(request), policy()
    match = queries.match_of(key, who)
    answer_clearance(
        by=who, ask=match.ask, answer=told.answer, until=told.until, words=told.words, door=DOOR, policy=rules,
        today=today(),
    )  # fmt: skip
    actions.go_on(match, policy=rules, today=today(), address=address)
    wake_for_mail()
    return shape.as_now(match, who, policy=policy())


@router.post(
    "/matches/{key}/agree", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="agree",
    summary="The word of a link of the chain",
)  # fmt: skip
def agree(request: HttpRequest, key: Path[Key], told: schemas.AgreeIn) -> schemas.ChosenOut:
    """Agreed, or not; once."""
    who, rules = caller(request), policy()
    match = queries.match_of(key, who)
    actions.agree(
        by=who, match=match, agreed=told.agreed, words=told.words, door=DOOR, policy=rules, today=today(),
        address=address,
    )  # fmt: skip
    wake_for_mail()
    return shape.as_now(match, who, policy=policy())


@router.post(
    "/matches/{key}/address", response={200: schemas.AddressOut, **ANSWERS}, operation_id="address",
    summary="How to reach them",
)  # fmt: skip
def reveal(request: HttpRequest, key: Path[Key]) -> schemas.AddressOut:
    """Given once they may be spoken to; written down, and counted: so many people a day."""
    who = caller(request)
    match = queries.match_of(key, who)
    given = actions.reveal(by=who, match=match, door=DOOR, policy=policy(), today=today())
    return schemas.AddressOut(name=given.name, email=given.email, title=given.title, company=given.company)
