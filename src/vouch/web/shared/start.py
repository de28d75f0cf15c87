"""Where does one land? On the first place that is there and open to the role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from vouch.web.shared import kept_back, navigation
from vouch.web.shared.doors import colleague
from vouch.web.shared.shell import policy


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Go to the first place of the bar, else to the colleagues."""
    who, rules = colleague(request), policy()
    places = navigation.links(navigation.BAR, who, "", opens=lambda name: kept_back.opens(name, who, rules))
    return redirect(places[0].address if places else "colleagues")
