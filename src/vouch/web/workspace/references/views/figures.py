"""How well the desk does: each figure with what it means, and words where there is too little to say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.references import queries
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day


@require_GET
@needs("see_coverage")
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of the last year."""
    found = queries.figures(policy=policy(), today=day.today())
    if not found.requests:
        sentence = "Nobody has asked for a reference yet."
    else:
        were = "was" if found.done == 1 else "were"
        done = f"{spelled(found.done, 'request', 'requests')} of {found.requests} {were} done"
        sentence = f"{done}, {found.open} {'is' if found.open == 1 else 'are'} under way." if found.open else f"{done}."
    return render(request, "workspace/references/figures.html", {"found": found, "sentence": sentence})
