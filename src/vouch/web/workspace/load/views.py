"""Who carries how much."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.asks.queries.load import Load
from vouch.program.asks.queries.load import load as carried
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import plural
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import rung_words


@require_GET
@needs("see_asks")
def load(request: HttpRequest) -> HttpResponse:
    """The load of everybody who carries some."""
    found = carried(policy=policy(), today=day.today())
    return render(
        request,
        "workspace/load/load.html",
        {
            "load": found,
            "sentence": sentence(found),
            "caps": policy().asking.caps,
            "open_days": policy().asking.invitation.open_days,
            "what": rung_words,
        },
    )


def sentence(found: Load) -> str:
    """The answer of the page."""
    if not found.asked:
        return "Nobody was asked for anything in the last year."
    never = f"{found.never:,} of {found.may:,} who may be asked never were"
    if found.top_five is None:
        return f"{plural(found.asked, 'ask')} in a year, of people who may not be asked now; {never}."
    return f"Five people carry {round(found.top_five * 100)} in 100 of all asks, and {never}."
