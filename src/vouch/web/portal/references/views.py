"""Files for calendars, and the page on which a buyer picks a time. Opening any of it changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from vouch.domain.errors import BadInput, Conflict, NotFound, Refusal
from vouch.domain.times import spoken, zone_of, zones
from vouch.program.asks import links
from vouch.program.asks.queries import invitation_of, reached
from vouch.program.asks.states import LinkKind
from vouch.program.people.identity.queries import ids_of
from vouch.program.references import actions
from vouch.program.references.letters import person_of, zone_of_buyer
from vouch.program.references.queries import behind, calendar_of, match_for_ask
from vouch.program.references.states import Side
from vouch.web.portal import door
from vouch.web.shared.addresses import address
from vouch.web.shared.refusals import status_of
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.members.models import Visit
    from vouch.program.references.models import Match


@door.anybody
@sensitive_variables("secret")
@require_GET
def calendar_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The entry for the calendar, for whoever holds the mail."""
    try:
        link = links.opened(secret, LinkKind.INVITATION, now=timezone.now())
        if link.ask is None or not reached(link.ask) or link.contact_id not in ids_of(link.ask.contact):
            raise Refusal("nothing_there", "What this link was about is gone. Nothing is expected of you.")
        return _file(link.ask, request)
    except Refusal as refusal:
        return _over(request, refusal)


@door.guests
@require_GET
def calendar(request: HttpRequest, guest: Visit, key: str) -> HttpResponse:
    """The entry for the calendar of somebody who came in."""
    return _file(invitation_of(guest.contact, key), request)


@door.anybody
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def picking(request: HttpRequest, secret: str) -> HttpResponse:
    """The times a buyer can pick from, in their own zone; a POST picks. A colleague sees it and cannot pick here."""
    rules, mistake = policy(), None
    try:
        match = behind(secret, at=timezone.now())
        if request.method == "POST":
            if request.user.is_authenticated:
                raise Conflict("ours", "You are signed in as a colleague. Pick it on the page of the request instead.")
            try:
                actions.pick_by_link(
                    secret=secret, slot=_slot(request), policy=rules, today=door.today(), address=address
                )
                return redirect(request.get_full_path())
            except (BadInput, Conflict) as refusal:
                mistake, match = refusal, behind(secret, at=timezone.now())
    except Refusal as refusal:
        return _over(request, refusal)
    context = _shown(match, request) | {"mistake": mistake, "colleague": request.user.is_authenticated}
    return render(request, "portal/references/picking.html", context, status=status_of(mistake) if mistake else 200)


@door.anybody
@sensitive_variables("secret")
@require_GET
def picking_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The entry for the buyer's calendar, once a time was picked."""
    try:
        return _ics(calendar_of(behind(secret, at=timezone.now()), policy=policy()))
    except Refusal as refusal:
        return _over(request, refusal)


def _shown(match: Match, request: HttpRequest) -> dict[str, Any]:
    rules, now = policy(), timezone.now()
    zone = zone_of_buyer(match.request, rules)
    wanted = request.GET.get("zone", "")
    if wanted in zones():
        zone = zone_of(wanted)
    slots = [one for one in match.slots.all() if not one.gone and one.offered_by == Side.CUSTOMER]
    return {
        "match": match,
        "person": person_of(match),
        "seller": match.request.seller.name or match.request.seller.email,
        "company": rules.company.name,
        "zone": zone,
        "zones": zones(),
        "times": [(one, spoken(one.starts_at, zone)) for one in slots if one.starts_at > now],
        "when": spoken(match.starts_at, zone) if match.starts_at else "",
        "over": match.starts_at is not None and match.starts_at + dt.timedelta(minutes=match.minutes) <= now,
        "here": request.path,
        "bare": True,
    }


def _slot(request: HttpRequest) -> int:
    text = request.POST.get("slot", "")
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise BadInput("no_time", "Pick one of the times.", field="time")
    return int(text)


def _file(ask: Ask, request: HttpRequest) -> HttpResponse:
    match = match_for_ask(ask)
    if match is None:
        raise NotFound("no_call", "There is no talk that goes with this.")
    page = request.build_absolute_uri(request.path.removesuffix("calendar/"))
    return _ics(calendar_of(match, policy=policy(), page=page))


def _ics(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="call.ics"'
    return response


def _over(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {"sentence": refusal.sentence, "thanks": False}
    return render(request, "portal/invitations/over.html", context, status=410)
