"""How was it, how are they thanked, and what are they told of the deal?"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path, Router

from vouch.program.references import actions, queries
from vouch.runs.work import wake_for_mail
from vouch.web.api import schemas, shape
from vouch.web.api.door import DOOR, caller
from vouch.web.api.operations.calls import by, done
from vouch.web.api.problems import ANSWERS
from vouch.web.api.words import Key
from vouch.web.shared.shell import policy

router = Router()


@router.post(
    "/matches/{key}/feedback", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="feedback",
    summary="Say how it was",
)  # fmt: skip
def feedback(request: HttpRequest, key: Path[Key], told: schemas.FeedbackIn) -> schemas.ChosenOut:
    """Once for each side. The first word makes the act done; the request, once as many as were wanted have spoken."""
    return done(request, key, actions.say_how, **told.model_dump())


@router.post(
    "/matches/{key}/thanks", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="thank", summary="Thank them"
)
def thank(request: HttpRequest, key: Path[Key], told: schemas.ThankIn) -> schemas.ChosenOut:
    """By mail where they want mail, and on their page."""
    match = queries.match_of(key, caller(request))
    words = told.words or queries.thanks_of(match, policy())
    return done(request, key, actions.thank, words=words)


@router.post(
    "/matches/{key}/outcome", response={200: schemas.ChosenOut, **ANSWERS}, operation_id="tell_outcome",
    summary="Tell them what became of the deal",
)  # fmt: skip
def tell_outcome(request: HttpRequest, key: Path[Key], told: schemas.OutcomeIn) -> schemas.ChosenOut:
    """Now, in the desk’s words or Vouch’s, instead of by itself a day later; or not at all. Once."""
    who = caller(request)
    match = queries.match_of(key, who)
    if told.skip:
        actions.skip_outcome(by=who, match=match, door=DOOR)
    else:
        actions.tell_outcome(match=match, words=told.words or None, **by(request))
        wake_for_mail()
    return shape.as_now(match, who, policy=policy())
