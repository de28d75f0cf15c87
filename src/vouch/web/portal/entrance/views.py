"""Come in: an address, then six digits. Whatever is typed, the page never says whether we know somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput, Refusal
from vouch.program.members import actions
from vouch.program.members.actions.knocking import MINUTES
from vouch.web.portal import door
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit


@door.anybody
@require_http_methods(["GET", "POST"])
def entrance(request: HttpRequest) -> HttpResponse:
    """Ask for an address; send a code to it where it is somebody's."""
    onward = door.onward(request)
    if door.visit_of(request) is not None:
        return redirect(onward)
    address, mistake, status = request.POST.get("email", "")[:254].replace("\0", ""), "", 200
    if request.method == "POST":
        try:
            nonce = actions.knock(
                address=address,
                client=door.client(request),
                company=policy().company.name,
                link=settings.VOUCH_URL + reverse("portal_entrance"),
                today=door.today(),
            )
        except Refusal as refusal:
            mistake, status = refusal.sentence, 422 if isinstance(refusal, BadInput) else 429
        else:
            response = redirect(f"{reverse('portal_code')}?{urlencode({'next': onward})}")
            door.remember(response, door.KNOCK, nonce, days=door.KNOCK_DAYS)
            return response
    context = {"address": address, "mistake": mistake, "next": onward, "company": policy().company.name}
    return render(request, "portal/entrance/address.html", context, status=status)


@door.anybody
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a right one begins the visit."""
    nonce, mistake, over, status = request.COOKIES.get(door.KNOCK, ""), "", False, 200
    if not nonce:
        return redirect("portal_entrance")
    if request.method == "POST":
        try:
            secret = actions.come_in(
                nonce=nonce,
                code=request.POST.get("code", "")[:20],
                client=door.client(request),
                today=door.today(),
            )
        except BadInput as refusal:
            mistake, status = refusal.sentence, 422
        except Refusal as refusal:
            mistake, over, status = refusal.sentence, True, 410
        else:
            rotate_token(request)
            response = redirect(door.onward(request))
            door.remember(response, door.VISIT, secret, days=actions.visiting.DAYS)
            door.forget(response, door.KNOCK)
            return response
    context = {"mistake": mistake, "over": over, "minutes": MINUTES, "next": door.onward(request)}
    return render(request, "portal/entrance/code.html", context, status=status)


@door.guests
@require_POST
def go(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Sign out in this browser."""
    actions.end(visit=guest)
    return _gone(request)


@door.guests
@require_POST
def go_everywhere(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Sign out in every browser."""
    actions.end_all(contact=guest.contact)
    return _gone(request)


def _gone(request: HttpRequest) -> HttpResponse:
    response = redirect("portal_entrance")
    door.forget(response, door.VISIT)
    return response
