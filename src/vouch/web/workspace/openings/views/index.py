"""The openings: open ones by their last day, drafts, and what is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.openings import queries
from vouch.web.shared.doors import needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.openings.words import criteria_words, kind_words, left_words, list_sentence

TABS = {"open": "Open", "drafts": "Drafts", "past": "Over"}


@require_GET
@needs("see_openings")
def index(request: HttpRequest) -> HttpResponse:
    """The openings of one lane."""
    counts, rules, today = queries.counts(), policy(), day.today()
    lane = request.GET.get("lane", "open")
    lane = lane if lane in TABS else "open"
    rows = [
        (one, kind_words(one.opening, rules), criteria_words(one.opening, rules), left_words(one.opening, today))
        for one in queries.openings(lane)
    ]
    free = sum(max(0, one.opening.seats - one.taken) for one, *_words in rows)
    context = {
        "sentence": list_sentence(lane, counts, free),
        "lane": lane,
        "tabs": TABS,
        "counts": counts,
        "rows": rows,
    }
    return render(request, "workspace/openings/index.html", context)
