"""What is done with a request; where it is refused, the page says why, in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vouch.domain.errors import Refusal
from vouch.domain.whole import whole
from vouch.program.colleagues.queries import colleague as colleague_of
from vouch.program.references import actions, queries
from vouch.runs.work import wake_for_mail
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references.views.one import page

if TYPE_CHECKING:
    from vouch.program.references.models import Request


@require_POST
@needs("see_requests")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """One step of a request."""
    asked = queries.request_of(key, colleague(request))
    if step not in _STEPS:
        raise Http404
    try:
        words = _STEPS[step](request, asked)
    except Refusal as refusal:
        return page(request, queries.request_of(key, colleague(request)), refusal, step)
    messages.success(request, words)
    wake_for_mail()
    return redirect("request", key)


def _hand_in(request: HttpRequest, asked: Request) -> str:
    actions.hand_in(by=colleague(request), request=asked, policy=policy(), today=day.today())
    return "Handed in: the desk sees it now."


def _take(request: HttpRequest, asked: Request) -> str:
    named = request.POST.get("colleague", "")
    whom = colleague_of(whole(named) or 0) if named else None
    taken = actions.take(by=colleague(request), request=asked, colleague=whom, policy=policy(), today=day.today())
    return f"In the hands of {taken.taken_by}."


def _say(request: HttpRequest, asked: Request) -> str:
    words = request.POST.get("words", "")
    actions.say(by=colleague(request), request=asked, words=words, policy=policy(), today=day.today())
    return "Said."


def _not_filled(request: HttpRequest, asked: Request) -> str:
    told = {"why": request.POST.get("why", ""), "words": request.POST.get("words", "")}
    actions.not_filled(by=colleague(request), request=asked, policy=policy(), today=day.today(), **told)
    return "Ended, with the reason: it counts in what the pool lacks."


def _withdraw(request: HttpRequest, asked: Request) -> str:
    words = request.POST.get("words", "")
    actions.withdraw(by=colleague(request), request=asked, words=words, policy=policy(), today=day.today())
    return "Withdrawn. Whoever was asked for it is asked no more."


def _done(request: HttpRequest, asked: Request) -> str:
    actions.done(by=colleague(request), request=asked, policy=policy(), today=day.today())
    return "Done."


_STEPS: dict[str, Callable[[HttpRequest, Request], str]] = {
    "hand_in": _hand_in,
    "take": _take,
    "say": _say,
    "not_filled": _not_filled,
    "withdraw": _withdraw,
    "done": _done,
}
