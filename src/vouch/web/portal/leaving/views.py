"""One page that says what goes and what stays, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vouch.program.members.queries import joined
from vouch.program.references import actions
from vouch.web.portal import door
from vouch.web.shared.addresses import address
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit


@door.guests
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Say what goes and what stays; a POST leaves, and signs out."""
    if request.method == "POST":
        actions.leave(contact=guest.contact, policy=policy(), today=door.today(), address=address)
        response = redirect("portal_goodbye")
        door.forget(response, door.VISIT)
        return response
    context = {"who": guest.contact, "joined": joined(guest.contact), "company": policy().company.name}
    return render(request, "portal/leaving/leave.html", context)


@door.anybody
@require_GET
def goodbye(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "portal/leaving/goodbye.html", {"company": policy().company.name})
