"""One nomination: what it says, what to look at twice, and what was decided; approving it, or not, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import may
from vouch.program.people import actions, nominated, nominators
from vouch.program.work import actions as work
from vouch.runs.work import wake, wake_for_mail
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.nominations import words

if TYPE_CHECKING:
    from vouch.program.people.models import Nomination

_STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "take-up": (actions.take_up, "It is yours to look into."),
    "approve": (actions.approve, "Approved. It counts from the next placing on, in a moment."),
    "not-approve": (actions.not_approve, "Not approved. Your reason stands on their page."),
    "reopen": (actions.reopen, "Open again."),
}


@require_GET
@needs("see_customers")
def show(request: HttpRequest, key: str) -> HttpResponse:
    """A nomination."""
    return _page(request, nominated.nomination(key, colleague(request)))


def _page(request: HttpRequest, one: Nomination, wrong: str = "", because: str = "") -> HttpResponse:
    who = colleague(request)
    (seen,) = nominated.seen([one], policy(), day.today())
    mine = one.author_id == who.pk
    gone = one.withdrawn_at is not None
    waits = one.state in nominated.WAITING and not gone
    decides = may(who, "approve_nominations") and not mine
    record = nominators.records([one.author]).get(one.author_id)
    context = {
        "one": one,
        "seen": seen,
        "mine": mine,
        "gone": gone,
        "waits": waits,
        "may_decide": decides and waits,
        "own_waits": mine and waits and may(who, "approve_nominations"),
        "may_reopen": decides and one.state in nominated.ANSWERED and not gone,
        "may_change": mine and one.state in ("draft", "new") and not gone,
        "stands": words.STATES[one.state],
        "traits": words.traits(one.traits, policy()),
        "relation": dict(words.RELATIONS).get(one.relation, ""),
        "guess": dict(words.GUESSES).get(one.personality, "") if one.personality else "",
        "record": nominators.words(record),
        "before": nominated.about(one.contact_id, but=one.pk) if one.contact_id else [],
        "states": words.STATES,
        "wrong": wrong,
        "because": because,
    }
    return render(request, "workspace/nominations/nomination.html", context, status=422 if wrong else 200)


@require_POST
@needs("see_customers")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Take it up, approve it or not, open it again, take it back or bring it back."""
    who = colleague(request)
    one = nominated.nomination(key, who)
    if step in ("withdraw", "restore"):
        (actions.withdraw if step == "withdraw" else actions.restore)(by=who, entry=one)
        messages.success(request, "Taken back." if step == "withdraw" else "It stands again.")
    elif step in _STEPS:
        do, said = _STEPS[step]
        because = request.POST.get("because", "")
        page = settings.VOUCH_URL + reverse("nomination", args=[key])
        more = {"because": because, "page": page} if step in ("approve", "not-approve") else {}
        try:
            do(by=who, nomination=one, **more)
        except BadInput as refusal:
            return _page(request, one, refusal.sentence, because)
        messages.success(request, said)
    else:
        raise Http404
    if step in ("approve", "not-approve"):
        wake_for_mail()
    if step in ("approve", "reopen", "withdraw", "restore"):
        work.refresh_soon(by=who, wake=wake)
    return redirect("nomination", key)
