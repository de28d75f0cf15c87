"""Home: the one thing asked, if there is one; then what they said yes to, their limits, and what their help led to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.web.portal import door
from vouch.web.portal.home.page import page
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit


@door.guests
@require_GET
def home(request: HttpRequest, guest: Visit) -> HttpResponse:
    """What is asked of them now, and what is theirs."""
    return render(request, "portal/home/home.html", page(guest.contact, policy(), door.today()))
