"""What is done with one person of a request: who agrees, times, calendar, how it was, thanks, the deal's outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.times import moment, zone_of
from vouch.domain.whole import whole
from vouch.program.references import actions, queries
from vouch.program.references.states import Side
from vouch.runs.work import wake_for_mail
from vouch.web.shared.addresses import address
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references.views.one import page

if TYPE_CHECKING:
    from vouch.program.references.models import Match

TIMES = 5
"""How many times the form has room for."""


@require_POST
@needs("see_requests")
def step(request: HttpRequest, key: str, match: str, step: str) -> HttpResponse:
    """One step of one person."""
    who = colleague(request)
    one = queries.match_of(match, who)
    if step not in _STEPS or one.request_id != key:
        raise Http404
    try:
        words = _STEPS[step](request, one)
    except Refusal as refusal:
        return page(request, queries.request_of(key, who), refusal, f"{step} {match}", sent=request.POST)
    messages.success(request, words)
    wake_for_mail()
    return redirect("request", key)


@require_GET
@needs("see_requests")
def calendar(request: HttpRequest, key: str, match: str) -> HttpResponse:
    """The entry for the calendar, as it is now."""
    one = queries.match_of(match, colleague(request))
    if one.request_id != key:
        raise Http404
    found = queries.calendar_of(one, policy=policy(), page=address("request", key))
    response = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reference-call.ics"'
    return response


def _told(request: HttpRequest, match: Match, **more: Any) -> dict[str, Any]:
    """What every step takes."""
    return {
        "match": match,
        "by": colleague(request),
        "policy": policy(),
        "today": day.today(),
        "address": address,
    } | more


def _agree(request: HttpRequest, match: Match) -> str:
    agreed = request.POST.get("agreed") == "yes"
    actions.agree(agreed=agreed, words=request.POST.get("words", ""), **_told(request, match))
    return "Agreed." if agreed else "Not agreed; they are not asked."


def _reveal(request: HttpRequest, match: Match) -> str:
    told = actions.reveal(by=colleague(request), match=match, policy=policy(), today=day.today())
    return f"{told.name}, {told.company}: {told.email or 'no address is known'}"


def _times(request: HttpRequest, match: Match) -> str:
    zone = zone_of(request.POST.get("zone", "") or policy().company.time_zone)
    given = [
        moment(on, at, zone, field="times")
        for on, at in zip(request.POST.getlist("on"), request.POST.getlist("at"), strict=False)
        if on.strip() or at.strip()
    ]
    actions.offer(
        times=given, side=Side.SELLER, zone=zone.key, although=request.POST.get("although", ""), door="workspace",
        **_told(request, match),
    )  # fmt: skip
    return "The customer is asked to pick one."


def _pick(request: HttpRequest, match: Match) -> str:
    chosen = whole(request.POST.get("slot", ""))
    if chosen is None:
        raise BadInput("no_slot", "Choose one of the times.", field="time")
    actions.pick(slot=chosen, side=Side.SELLER, door="workspace", **_told(request, match))
    return "It is set: both sides have it in their calendars."


def _buyers_link(request: HttpRequest, match: Match) -> str:
    found = actions.link_for_buyer(**_told(request, match))
    return format_html("Send this to the buyer; whoever has it picks one of the times: {}", found)


def _place(request: HttpRequest, match: Match) -> str:
    actions.set_place(place=request.POST.get("place", ""), **_told(request, match))
    return "Kept; calendars are brought up to date."


def _call_off(request: HttpRequest, match: Match) -> str:
    actions.call_off(side=Side.SELLER, words=request.POST.get("words", ""), door="workspace", **_told(request, match))
    return "The time is called off, and everybody is told. Another can be set."


def _missed(request: HttpRequest, match: Match) -> str:
    who, words = request.POST.get("who", ""), request.POST.get("words", "")
    actions.missed(who=who, side=Side.SELLER, words=words, door="workspace", **_told(request, match))
    return "Written down. Another time can be set."


def _feedback(request: HttpRequest, match: Match) -> str:
    _say_how(request, match, Side.SELLER)
    return "Thank you. Thanks to the customer are due now."


def _their_feedback(request: HttpRequest, match: Match) -> str:
    _say_how(request, match, Side.CUSTOMER)
    return "Written down, as told to you."


def _say_how(request: HttpRequest, match: Match, side: Side) -> None:
    given = request.POST.get("minutes", "").strip()
    minutes = whole(given)
    if given and minutes is None:
        raise BadInput("minutes", "Minutes are a whole number.", field="minutes")
    actions.say_how(
        side=side, grade=request.POST.get("grade", ""), minutes=minutes,
        again={"yes": True, "no": False}.get(request.POST.get("again", "")), words=request.POST.get("words", ""),
        door="workspace", **_told(request, match),
    )  # fmt: skip


def _thank(request: HttpRequest, match: Match) -> str:
    actions.thank(words=request.POST.get("words", ""), **_told(request, match))
    return "Thanked."


def _outcome(request: HttpRequest, match: Match) -> str:
    if "skip" in request.POST:
        actions.skip_outcome(by=colleague(request), match=match)
        return "They are not told of it by mail."
    actions.tell_outcome(words=request.POST.get("words", ""), **_told(request, match))
    return "Told."


_STEPS: dict[str, Callable[[HttpRequest, Match], str]] = {
    "agree": _agree,
    "reveal": _reveal,
    "times": _times,
    "pick": _pick,
    "buyers_link": _buyers_link,
    "place": _place,
    "call_off": _call_off,
    "missed": _missed,
    "feedback": _feedback,
    "their_feedback": _their_feedback,
    "thank": _thank,
    "outcome": _outcome,
}
