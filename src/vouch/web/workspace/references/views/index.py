"""The desk: the requests of one lane."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.colleagues.permissions import may
from vouch.program.references import queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references import words


@require_GET
@needs("see_requests")
def index(request: HttpRequest) -> HttpResponse:
    """The requests of one lane; sellers begin with theirs, the desk with what nobody has taken."""
    who, rules, today = colleague(request), policy(), day.today()
    counts = queries.counts(who, policy=rules, today=today)
    lane = request.GET.get("lane", "") or _first(counts, runs=may(who, "run_desk"))
    lane = lane if lane in words.LANES else "all"
    page = queries.requests(lane, who, policy=rules, today=today, after=request.GET.get("after", ""))
    until = rules.desk.due_hours / 24
    rows = [
        (
            one,
            words.what(one, rules),
            words.where(one, today),
            words.left(one, today) if one.state in ("new", "active") else "",
            one.needed_by is not None and one.state in ("new", "active") and (one.needed_by - today).days <= until,
        )
        for one in page.rows
    ]
    context = {
        "sentence": words.list_sentence(lane, counts, rules.desk.due_hours),
        "lane": lane,
        "lanes": words.LANES,
        "counts": counts,
        "rows": rows,
        "after": page.after,
    }
    return render(request, "workspace/references/index.html", context)


def _first(counts: Mapping[str, int], *, runs: bool) -> str:
    lanes = ("due", "unassigned", "active", "all") if runs else ("mine", "approvals", "all")
    return next((lane for lane in lanes if counts[lane]), lanes[-1])
