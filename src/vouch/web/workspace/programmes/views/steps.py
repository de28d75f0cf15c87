"""What is done with a programme: begun, ended, thrown away; asks, openings and costs put in and taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vouch.domain.errors import BadInput
from vouch.domain.whole import whole
from vouch.program.asks import queries as asks
from vouch.program.programmes import actions, queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import plural
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.programmes.forms import STEP_FORMS
from vouch.web.workspace.programmes.views.one import page

if TYPE_CHECKING:
    from vouch.program.programmes.models import Programme

MOST = 100


@require_POST
@needs("run_programmes")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """One step; where it is refused the page says why, in place."""
    one = queries.programme(key)
    if step == "discard":
        actions.discard(by=colleague(request), programme=one)
        messages.success(request, "Thrown away. Its asks and openings stay as they are.")
        return redirect("programmes")
    if step in STEP_FORMS:
        return _filled(request, one, step)
    if step not in _STEPS:
        raise Http404
    try:
        said = _STEPS[step](request, one)
    except BadInput as refusal:
        return page(request, one, mistake=refusal, opened=step)
    messages.success(request, said)
    return redirect("programme", one.pk)


def _filled(request: HttpRequest, one: Programme, step: str) -> HttpResponse:
    form = STEP_FORMS[step](request.POST, auto_id=f"{step}_%s")
    if form.is_valid():
        take = actions.add_cost if step == "cost" else actions.end
        try:
            take(by=colleague(request), programme=one, policy=policy(), today=day.today(), **form.cleaned_data)
        except BadInput as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Written down." if step == "cost" else "Ended. Its figures stay to compare with.")
            return redirect("programme", one.pk)
    return page(request, one, opened=step, form=form)


def _begin(request: HttpRequest, one: Programme) -> str:
    actions.begin(by=colleague(request), programme=one, policy=policy(), today=day.today())
    return "It runs from today on."


def _asks(request: HttpRequest, one: Programme) -> str:
    chosen = asks.several(list(dict.fromkeys(request.POST.getlist("ask")))[:MOST])
    if not chosen:
        raise BadInput("nothing_chosen", "Tick the asks that belong to it.", field="ask")
    count = actions.add_asks(by=colleague(request), programme=one, asks=chosen, policy=policy(), today=day.today())
    return f"{plural(count, 'ask')} added."


def _ask_out(request: HttpRequest, one: Programme) -> str:
    actions.take_ask_out(by=colleague(request), programme=one, ask=request.POST.get("ask", ""))
    return "Taken out. The ask itself goes on."


def _openings(request: HttpRequest, one: Programme) -> str:
    chosen = [key for key in request.POST.getlist("opening") if key][:MOST]
    if not chosen:
        raise BadInput("nothing_chosen", "Tick the openings that belong to it.", field="opening")
    count = actions.add_openings(
        by=colleague(request), programme=one, openings=chosen, policy=policy(), today=day.today()
    )
    return f"{plural(count, 'opening')} added."


def _opening_out(request: HttpRequest, one: Programme) -> str:
    actions.take_opening_out(by=colleague(request), programme=one, opening=request.POST.get("opening", ""))
    return "Taken out. The opening itself goes on."


def _cost_out(request: HttpRequest, one: Programme) -> str:
    given = request.POST.get("cost", "")
    actions.take_cost_back(by=colleague(request), programme=one, cost=whole(given) or 0)
    return "Taken back."


def _kept(request: HttpRequest, one: Programme) -> str:
    actions.say_kept(
        by=colleague(request), programme=one, ask=request.POST.get("ask", ""), kept=request.POST.get("kept", ""),
        policy=policy(), today=day.today(),
    )  # fmt: skip
    return "Written down."


_STEPS: dict[str, Callable[[HttpRequest, Programme], str]] = {
    "begin": _begin, "asks": _asks, "ask-out": _ask_out, "openings": _openings, "opening-out": _opening_out,
    "cost-out": _cost_out, "kept": _kept,
}  # fmt: skip
