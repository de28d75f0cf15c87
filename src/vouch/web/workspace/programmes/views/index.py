"""The programmes: running ones by the day they end, planned ones, ended ones; two to four of them to compare."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.programmes import queries
from vouch.program.programmes.states import ProgrammeState
from vouch.web.shared.doors import needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.programmes.words import list_sentence


@require_GET
@needs("see_programmes")
def index(request: HttpRequest) -> HttpResponse:
    """The programmes of one lane."""
    counts = queries.counts()
    lane = request.GET.get("lane", "")
    if lane not in queries.LANES:
        lane = next((one for one, count in counts.items() if count), ProgrammeState.RUNNING.value)
    rows = queries.programmes(lane)
    found = queries.figures(rows, policy=policy(), today=day.today())
    context = {
        "sentence": list_sentence(lane, counts),
        "lane": lane,
        "lanes": queries.LANES,
        "counts": counts,
        "rows": [(one, found[one.pk]) for one in rows],
    }
    return render(request, "workspace/programmes/index.html", context)
