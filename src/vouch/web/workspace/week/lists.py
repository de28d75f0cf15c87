"""All suggestions of one kind, a page at a time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.asks.queries import situations
from vouch.program.suggestions import queries
from vouch.program.suggestions.states import Kind
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import rung_words
from vouch.web.workspace.week import suggested
from vouch.web.workspace.week.readable import reader

SHOWN = 30
ADDRESS = {"asks": Kind.ASK, "gives": Kind.GIVE, "left-alone": Kind.LEAVE_ALONE}
_ONE_MANY = {
    Kind.ASK: ("person could be asked", "people could be asked"),
    Kind.GIVE: ("person is best given something first", "people are best given something first"),
    Kind.LEAVE_ALONE: ("person is best left alone", "people are best left alone"),
}


@require_GET
@needs("see_suggestions")
def every(request: HttpRequest, kind: str) -> HttpResponse:
    """Everybody for whom a run found this, best first."""
    which = ADDRESS.get(kind)
    if which is None:
        raise Http404
    who, today, rules = colleague(request), day.today(), policy()
    whose = queries.within(who)
    off = queries.put_off(today)
    page = queries.of_week(whose, which, after=request.GET.get("after", ""), limit=SHOWN)
    counts = queries.counts(whose)
    context = {
        "kind": which.value,
        "address": kind,
        "addresses": ADDRESS,
        "counts": counts,
        "sentence": f"{spelled(counts[which], *_ONE_MANY[which])}.",
        "after": page.after,
        "rows": page.rows,
        "what": rung_words,
        "readable": reader(who, page.rows),
        "off": {one.contact_id for one in page.rows if off.get(one.contact_id, set()) & {"", one.activity}},
        "now": {},
        "gives": {},
    }
    if which is Kind.ASK:
        known = situations([one.contact_id for one in page.rows], policy=rules, today=today)
        context["now"] = suggested.closed(page.rows, known, rules)
    elif which is Kind.GIVE:
        context["gives"] = {one.step.pk: one.suggestion for one in suggested.gives(page.rows)}
    return render(request, "workspace/week/every.html", context)
