"""Today's small gestures of a colleague: what happened, a note to edit, done or left out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput
from vouch.program.touch import actions, queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day


@require_GET
@needs("plan_gives")
def today(request: HttpRequest) -> HttpResponse:
    """The gestures that wait with whoever is signed in."""
    return _page(request)


@require_POST
@needs("plan_gives")
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """Done, as a give; or left out, for good."""
    one, by = queries.gesture(pk), colleague(request)
    if request.POST.get("step") == "skip":
        actions.skip_gesture(by=by, gesture=one, today=day.today())
        messages.success(request, "Left out. This occasion does not come back.")
        return redirect("gestures")
    note = request.POST.get("note", "")
    try:
        actions.do_gesture(by=by, gesture=one, note=note, policy=policy(), today=day.today())
    except BadInput as refusal:
        return _page(request, wrong=(one.pk, note, refusal.sentence))
    messages.success(request, "Written down as a give: it counts before anything is asked.")
    return redirect("gestures")


def _page(request: HttpRequest, wrong: tuple[int, str, str] = (0, "", "")) -> HttpResponse:
    rows = queries.for_colleague(colleague(request), today=day.today())
    count = spelled(len(rows), "small gesture is worth making", "small gestures are worth making")
    return render(
        request,
        "workspace/week/gestures.html",
        {"rows": rows, "sentence": f"{count} today." if rows else "No small gesture waits today.", "wrong": wrong},
        status=422 if wrong[0] else 200,
    )
