"""The page of limits; a pause; and no more invitations, and some again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.program.consent import actions
from vouch.program.consent.queries import consents_of, limits_of
from vouch.program.references import actions as references
from vouch.web.portal import door
from vouch.web.portal.kinds import kind
from vouch.web.portal.limits import choices
from vouch.web.portal.limits.form import chosen
from vouch.web.shared.addresses import address
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.consent.models import Limits
    from vouch.program.members.models import Visit

MOST_PAUSE = dt.timedelta(days=3 * 365)


@door.guests
@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest, guest: Visit) -> HttpResponse:
    """All limits on one page, in the words of whoever sets them."""
    mistake = None
    row: Limits | dict[str, Any] = limits_of(guest.contact_id)
    if request.method == "POST":
        try:
            wanted = chosen(request.POST, policy())
            actions.set_limits(contact=guest.contact, **wanted)
        except BadInput as refusal:
            mistake = refusal
        else:
            messages.success(request, "Your limits are kept. They hold from now on.")
            return redirect("portal_home")
    return _page(request, guest, row, mistake)


@door.guests
@require_POST
def pause(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Pause everything: for so many days, up to a day, or end the pause."""
    today = door.today()
    try:
        until = _until(request.POST.get("for", ""), request.POST.get("until", ""), today)
        actions.pause(contact=guest.contact, until=until)
    except BadInput as refusal:
        return _page(request, guest, limits_of(guest.contact_id), refusal)
    messages.success(request, "You are left in peace." if until else "The pause is over.")
    return redirect("portal_home")


@door.guests
@require_POST
def none(request: HttpRequest, guest: Visit) -> HttpResponse:
    """No more invitations at all."""
    references.no_more_invitations(contact=guest.contact, policy=policy(), today=door.today(), address=address)
    messages.success(request, "You get no more invitations from us.")
    return redirect("portal_home")


@door.guests
@require_POST
def invite_me(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Some again, within their limits."""
    actions.say_consent(contact=guest.contact, purpose="invitations", given=True, door="portal")
    messages.success(request, "Thank you. You may be invited again, within your limits.")
    return redirect("portal_home")


def _until(days: str, day: str, today: dt.date) -> dt.date | None:
    if days == "0":
        return None
    if days in {"30", "91", "182"}:
        return today + dt.timedelta(days=int(days))
    try:
        until = dt.date.fromisoformat(day)
    except ValueError:
        raise BadInput("bad_day", "Name the last day of the pause, like 2027-01-31.", field="until") from None
    if not today <= until <= today + MOST_PAUSE:
        raise BadInput("bad_day", "Name a day from today on, within three years.", field="until")
    return until


def _page(request: HttpRequest, guest: Visit, row: Any, mistake: BadInput | None) -> HttpResponse:
    rules = policy()
    kinds: dict[str, list[tuple[str, str]]] = {}
    for name, rung in rules.ladder.items():
        kinds.setdefault(choices.EXPOSURE[str(rung.exposure)], []).append((name, kind(name, rules)))
    context = {
        "row": row,
        "choices": choices,
        "kinds": kinds,
        "kinds_offered": sorted(kinds, key=list(choices.EXPOSURE.values()).index),
        "mistake": mistake,
        "company": rules.company.name,
        "today": door.today(),
        "paused": bool(row.paused_until and row.paused_until >= door.today()),
        "no_more": consents_of(guest.contact_id)["invitations"].given is False,
    }
    return render(request, "portal/limits/limits.html", context, status=422 if mistake else 200)
