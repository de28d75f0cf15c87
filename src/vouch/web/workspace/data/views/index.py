"""The data room's first page: what is in, what is under way, how fresh, and what would decide most."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.program.findings import queries as findings
from vouch.program.work import actions
from vouch.program.work import queries as work_queries
from vouch.runs import kept
from vouch.runs.work import wake
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.data import words
from vouch.web.workspace.data.closest import closest
from vouch.web.workspace.data.forms import HandIn
from vouch.web.workspace.data.under_way import under_way

_LATEST = 8


def data() -> Path:
    """The data folder."""
    return Path(settings.DATA)


@require_GET
@needs("see_data")
def index(request: HttpRequest) -> HttpResponse:
    """Everything about what was read and what would be worth reading."""
    return render(request, "workspace/data/index.html", context(HandIn()))


def context(form: HandIn) -> dict[str, Any]:
    """What the first page shows, with the form as it stands."""
    rules, folder = policy(), data()
    run = findings.current_run()
    held = kept.batches(folder)
    sources = kept.sources(
        held,
        today=dt.datetime.now(rules.zone).date(),
        zone=rules.zone,
        feed_stopped_after_days=rules.at_risk.usage.feed_stopped_after_days,
    )
    decides = [words.deciding(one, sources) for one in (kept.deciding(folder, run.pk) if run else ())]
    stopped = sum(one.stopped for one in sources)
    return {
        "form": form,
        "limit": settings.VOUCH_UPLOAD_LIMIT // 1_000_000,
        "head_sentence": words.index_head(len(held), stopped, decides[0] if decides else None),
        "batches": held[:_LATEST],
        "count": len(held),
        "going": work_queries.being_taken_out(),
        "sources": sources,
        "sources_head": words.sources_head(sources),
        "decides": decides,
        "closest": closest(folder, run.pk) if run else [],
        "placed": run is not None,
        "deliveries": work_queries.open_deliveries(),
        "work": under_way(),
        "tables": words.TABLES,
        "facts_of": words.facts_of,
        "next_stage": words.next_stage,
        "inbox": settings.DATA / "inbox",
        "nightly": settings.VOUCH_NIGHTLY,
    }


@require_GET
@needs("see_data")
def work(request: HttpRequest) -> HttpResponse:
    """What is under way, for the page to fetch again and again; when nothing is, the page is to be loaded anew."""
    now = under_way()
    response = render(request, "workspace/data/work.html", {"work": now})
    if now is None:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs("place_customers")
def place(request: HttpRequest) -> HttpResponse:
    """Place everybody anew."""
    actions.place_again(by=colleague(request), wake=wake)
    messages.success(request, "Everybody is being placed anew.")
    return redirect("data")
