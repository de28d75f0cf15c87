"""Who takes a request, and how does it end? Done, not filled and why, or withdrawn; whoever was asked is told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.domain.policy import Policy
from vouch.program.asks.actions.finish import withdrawn
from vouch.program.asks.days import moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position, may, require
from vouch.program.references.actions.fields import said_whole
from vouch.program.references.actions.turn import move, take_turn, write_step
from vouch.program.references.how import state_of
from vouch.program.references.models import Request
from vouch.program.references.states import OPEN_MATCHES, UNDER_WAY, MatchState, RequestState, Unfilled


@transaction.atomic
def take(
    *,
    by: User,
    request: Request,
    colleague: User | None = None,
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
) -> Request:
    """Take a request, or give it to a colleague of the desk. Raises NotAllowed; BadInput; Conflict."""
    require(by, "run_desk")
    whom = colleague or by
    if not may(whom, "run_desk"):
        raise BadInput("not_of_the_desk", f"{whom} does not run the desk. Choose somebody who does.", field="colleague")
    request = take_turn(request.pk)
    at = moment_on(today, policy)
    answered = request.answered_at or at
    words = "" if whom.pk == by.pk else f"Given to {whom}."
    return move(request, RequestState.ACTIVE, by=by, door=door, at=at, words=words, taken_by=whom, answered_at=answered)


@transaction.atomic
def say(*, by: User, request: Request, words: str, door: str = "workspace", policy: Policy, today: dt.date) -> Request:
    """Write a word to whoever reads the request: a question, an answer. The desk's first word is its first answer.

    Raises NotAllowed; BadInput without words; Conflict where it is over.
    """
    _part(by, request)
    plain = said_whole(words, most=1000, lines=True)
    if not plain:
        raise BadInput("no_words", "Write a word first.", field="words")
    request = take_turn(request.pk)
    at = moment_on(today, policy)
    if request.answered_at is None and request.seller_id != by.pk:
        Request.objects.filter(pk=request.pk).update(answered_at=at)
    write_step(request, before=request.state, after=request.state, by=by, door=door, at=at, words=plain)
    return Request.objects.get(pk=request.pk)


@transaction.atomic
def not_filled(
    *,
    by: User,
    request: Request,
    why: str,
    words: str = "",
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
) -> Request:
    """End a request that found nobody, and say why. Raises NotAllowed; BadInput `why`; Conflict where it is over."""
    require(by, "run_desk")
    if why not in Unfilled.values:
        raise BadInput("bad_reason", f"Why is one of: {', '.join(map(str, Unfilled.labels))}.", field="why")
    request = take_turn(request.pk)
    at = moment_on(today, policy)
    _let_go(request, by=by, words="The request ended.", door=door)
    return move(
        request, RequestState.UNFILLED, by=by, door=door, at=at, words=words, ended_at=at, unfilled=why,
        ending=said_whole(words, most=500), answered_at=request.answered_at or at,
    )  # fmt: skip


@transaction.atomic
def withdraw(
    *, by: User, request: Request, words: str = "", door: str = "workspace", policy: Policy, today: dt.date
) -> Request:
    """Take a request back; whoever was asked for it is asked no more. Raises NotAllowed; Conflict where it is over."""
    if request.seller_id != by.pk:
        require(by, "run_desk")
    request = take_turn(request.pk, states=(*UNDER_WAY, RequestState.DRAFT))
    at = moment_on(today, policy)
    _let_go(request, by=by, words="The request was withdrawn.", door=door)
    return move(
        request, RequestState.WITHDRAWN, by=by, door=door, at=at, words=words, ended_at=at,
        ending=said_whole(words, most=500),
    )  # fmt: skip


@transaction.atomic
def done(*, by: User | None, request: Request, door: str = "workspace", policy: Policy, today: dt.date) -> Request:
    """Say that a request is done: somebody spoke for it. What is still under way for it is taken back.

    Raises NotAllowed; Conflict where nobody did anything yet, or it is over.
    """
    if by is not None and request.seller_id != by.pk:
        require(by, "run_desk")
    request = take_turn(request.pk)
    if not any(state_of(one) == MatchState.DONE for one in request.matches.select_related("ask")):
        raise Conflict("nobody_yet", "Nobody has done anything for it yet. End it as not filled, and say why.")
    at = moment_on(today, policy)
    _let_go(request, by=by, words="The request is done.", door=door)
    return move(request, RequestState.DONE, by=by, door=door, at=at, ended_at=at, answered_at=request.answered_at or at)


def _let_go(request: Request, *, by: User | None, words: str, door: str) -> None:
    for match in request.matches.select_related("ask"):
        if state_of(match) in OPEN_MATCHES:
            withdrawn(by=by, ask=match.ask, words=words, door=door)


def _part(by: User, request: Request) -> None:
    if request.seller_id == by.pk or may(by, "run_desk"):
        return
    if by.role == Position.ACCOUNT_OWNER and request.matches.filter(account__owner=by.owner).exists():
        return
    raise NotAllowed("not_yours", "This is another's request. They and the desk speak about it here.")
