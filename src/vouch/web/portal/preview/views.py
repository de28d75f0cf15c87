"""See what a customer sees. It takes a colleague's session, makes no visit, and can change nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from vouch.program.people.queries import contact as person
from vouch.web.portal import door
from vouch.web.portal.home.page import page
from vouch.web.shared.doors import needs
from vouch.web.shared.shell import policy


@never_cache
@needs("see_asks")
@require_GET
def preview(request: HttpRequest, contact: str) -> HttpResponse:
    """The home of this person, as they see it now."""
    who = person(contact)
    context = page(who, policy(), door.today()) | {"preview": True, "bare": True}
    response = render(request, "portal/home/home.html", context)
    return door.private(response)  # type: ignore[return-value]
