"""Is it Slack that asks, now, and for the first time? And which colleague is it?

A request is Slack's when its signature is made with our app's secret over its very bytes, within five minutes. Whatever
is not is answered 401 and nothing else. The same request once more does nothing and is answered as the first time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from slack_sdk.signature import SignatureVerifier

from vouch.domain.errors import Refusal
from vouch.lake.disk import refusal_of
from vouch.program.access import slack
from vouch.web.slack import words

if TYPE_CHECKING:
    from vouch.program.access.models import SlackCall

DOOR = "slack"
LARGEST = 64 * 1024
_log = logging.getLogger("vouch.web")
Answer = dict[str, Any]


@dataclass(frozen=True)
class Later:
    """What is still to be done for a request, after it was answered: by the worker, who posts what comes of it."""

    what: str
    about: str
    to: str


Answered = tuple[Answer, Later | None]


def from_slack(answer: Callable[[QueryDict], Answered]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view that only Slack can ask; `answer` is given what was sent, once."""

    @csrf_exempt
    @login_not_required
    @require_POST
    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        if not settings.VOUCH_SLACK_SIGNING_SECRET:
            return HttpResponse(status=404)
        signature = _signature(request)
        if not signature:
            return HttpResponse(status=401)
        told = QueryDict(request.body, encoding="utf-8")
        call = slack.begun(signature, team=told.get("team_id", "")[:32], slack=told.get("user_id", "")[:32])
        if call is None:
            return _said(slack.answered(signature))
        return _said(_answer(call, answer, told))

    view.door = "programs"  # type: ignore[attr-defined]
    return view


def _answer(call: SlackCall, answer: Callable[[QueryDict], Answered], told: QueryDict) -> Answer:
    try:
        said, later = answer(told)
    except Refusal as refusal:
        said, later = words.plain(refusal.sentence), None
    except Exception as error:
        _log.exception("a request of Slack broke")
        of_the_disk = refusal_of(settings.DATA, error)
        said, later = words.plain(of_the_disk.sentence if of_the_disk else words.BROKEN), None
    to = later.to if later else ""
    slack.keep_answer(call, said, later={"what": later.what, "about": later.about} if later else {}, answer_to=to)
    return said


def _said(answer: Answer | None) -> HttpResponse:
    return JsonResponse(answer) if answer else HttpResponse(status=200)


def _signature(request: HttpRequest) -> str:
    """The signature with its moment, where it is right; empty where it is not."""
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > LARGEST or len(request.body) > LARGEST:
        return ""
    at, signature = (request.headers.get(f"X-Slack-{name}", "") for name in ("Request-Timestamp", "Signature"))
    if not (at.isascii() and at.isdigit() and len(at) <= 12 and signature.isascii()):
        return ""
    try:
        good = SignatureVerifier(settings.VOUCH_SLACK_SIGNING_SECRET).is_valid(request.body, at, signature)
    except (ValueError, UnicodeDecodeError):
        return ""
    return f"{at} {signature}" if good else ""
