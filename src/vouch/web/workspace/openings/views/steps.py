"""What is done with an opening: published, decided, drawn, closed, held, changed, cancelled; more seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vouch.domain.errors import BadInput
from vouch.program.openings import actions, queries
from vouch.runs.work import wake_for_mail
from vouch.web.shared.addresses import address
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.openings.views.one import page

if TYPE_CHECKING:
    from vouch.program.openings.models import Opening


@require_POST
@needs("see_openings")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """One step; where it is refused the page says why, in place."""
    one = queries.opening(key)
    if step == "discard":
        actions.discard(by=colleague(request), opening=one)
        messages.success(request, "The draft is gone.")
        return redirect("openings")
    if step not in _STEPS:
        raise Http404
    try:
        words = _STEPS[step](request, one)
    except BadInput as refusal:
        return page(request, one, refusal, step)
    messages.success(request, words)
    wake_for_mail()
    return redirect("opening", one.pk)


@require_POST
@needs("run_openings")
def take_back(request: HttpRequest, key: str, guest: str) -> HttpResponse:
    """Take one invitation back."""
    one = queries.opening(key)
    actions.take_back(
        by=colleague(request), guest=queries.guest(one, guest), policy=policy(), today=day.today(), address=address
    )
    messages.success(request, "Taken back.")
    return redirect("opening", one.pk)


def _publish(request: HttpRequest, one: Opening) -> str:
    reason = request.POST.get("reason", "")
    actions.publish(by=colleague(request), opening=one, reason=reason, policy=policy(), today=day.today())
    return "It is open. Choose now whom to invite."


def _close(request: HttpRequest, one: Opening) -> str:
    actions.close(by=colleague(request), opening=one, policy=policy(), today=day.today())
    return "Closed. Who has not answered is left in peace."


def _hold(request: HttpRequest, one: Opening) -> str:
    actions.hold(
        by=colleague(request), opening=one, came=set(request.POST.getlist("guest")),
        result=request.POST.get("result", ""), policy=policy(), today=day.today(),
    )  # fmt: skip
    return "Written down."


def _cancel(request: HttpRequest, one: Opening) -> str:
    actions.cancel(
        by=colleague(request), opening=one, words=request.POST.get("words", ""), policy=policy(), today=day.today(),
        address=address,
    )  # fmt: skip
    return "Cancelled. Everybody who had heard of it is told."


def _change(request: HttpRequest, one: Opening) -> str:
    told = request.POST
    try:
        at = dt.datetime.fromisoformat(told["happens_at"]) if told.get("happens_at") else None
    except ValueError:
        raise BadInput("no_day", "Write the day and the hour as 2026-11-30T19:00.", field="happens_at") from None
    try:
        minutes = int(told.get("minutes", ""))
    except ValueError:
        raise BadInput("minutes", "Say how long it takes, in whole minutes.", field="minutes") from None
    actions.change(
        by=colleague(request), opening=one, happens_at=at.replace(tzinfo=policy().zone) if at else None,
        minutes=minutes, place=told.get("place", ""), words=told.get("words", ""), policy=policy(), today=day.today(),
        address=address,
    )  # fmt: skip
    return "Changed. Everybody who counts on it is told, with a new entry for their calendar."


def _decide(request: HttpRequest, one: Opening) -> str:
    chosen = set(request.POST.getlist("guest"))
    actions.decide(
        by=colleague(request), opening=one, chosen=chosen, policy=policy(), today=day.today(), address=address
    )
    return "Decided, and everybody is told."


def _draw(request: HttpRequest, one: Opening) -> str:
    actions.draw(by=colleague(request), opening=one, policy=policy(), today=day.today(), address=address)
    return "The lot is drawn, and everybody is told."


def _seats(request: HttpRequest, one: Opening) -> str:
    try:
        seats = int(request.POST.get("seats", ""))
    except ValueError:
        raise BadInput("no_number", "Name a number of seats.", field="seats") from None
    actions.more_seats(
        by=colleague(request), opening=one, seats=seats, policy=policy(), today=day.today(), address=address
    )
    return "There are more seats now; who waits first is asked."


_STEPS: dict[str, Callable[[HttpRequest, Opening], str]] = {
    "publish": _publish, "close": _close, "hold": _hold, "cancel": _cancel, "decide": _decide, "draw": _draw,
    "seats": _seats, "change": _change,
}  # fmt: skip
