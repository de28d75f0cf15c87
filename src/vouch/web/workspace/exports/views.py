"""A list is taken away: short ones at once, long ones as work in the background, to be fetched when it is done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput, NotFound
from vouch.program.colleagues.permissions import may
from vouch.program.exports import actions, queries
from vouch.runs import taken
from vouch.runs.taken import files
from vouch.runs.work import somebody_works, wake
from vouch.web.shared import taken_away
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.data.under_way import told
from vouch.web.workspace.exports import words
from vouch.web.workspace.exports.asks import asks_of, words_of

SHORT = 2000
"""Rows up to which a list is sent at once."""
_PATIENCE = dt.timedelta(seconds=5)


@require_POST
@needs("export_customers")
def take(request: HttpRequest, what: str) -> HttpResponseBase:
    """Take the list of this address away."""
    who, kind = colleague(request), request.POST.get("kind", "")
    if kind not in taken.KINDS:
        raise BadInput("bad_file", f"This list comes as {', '.join(taken.KINDS)}, not as “{kind[:20]}”.", kind=kind)
    asks = asks_of(request, what)
    count = taken.count(what, asks)
    if count > taken.MOST_ROWS.get(kind, count):
        raise BadInput("too_many_rows", "A sheet of XLSX ends at 1,048,576 rows. Take CSV or Parquet.", kind=kind)
    if count > SHORT:
        made = actions.ask_for(
            by=who, what=what, kind=kind, asks=asks.kept(), words=words_of(request, what, count), rows=count, wake=wake
        )
        return redirect("export", made.pk)
    actions.take_at_once(by=who, what=what, kind=kind, rows=count)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{what}.{kind}"
        rows = taken.rows(what, asks, lambda permission, owner: may(who, permission, owner=owner))
        taken.write(path, kind, taken.heads(what, asks), rows)
        response = HttpResponse(path.read_bytes(), content_type=taken.KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{what}.{kind}"'
    return response


@require_GET
@needs("export_customers")
def index(request: HttpRequest) -> HttpResponse:
    """The files somebody asked for."""
    rows = queries.of(colleague(request))
    return render(
        request,
        "workspace/exports/index.html",
        {
            "rows": [(row, words.stands(row), queries.can_be_fetched(row)) for row in rows],
            "sentence": words.head([row for row in rows if queries.can_be_fetched(row)], rows),
            "hours": actions.FETCHED_FOR // dt.timedelta(hours=1),
        },
    )


@require_GET
@needs("export_customers")
def one(request: HttpRequest, pk: str) -> HttpResponse:
    """How far one file is, and the way to fetch it."""
    row = queries.one(colleague(request), pk)
    waits = row.job.state == "waiting" and timezone.now() - row.job.asked_at > _PATIENCE
    return render(
        request,
        "workspace/exports/one.html",
        {
            "row": row,
            "sentence": words.sentence(row),
            "job": told(row.job) if row.job.open else None,
            "fetch": queries.can_be_fetched(row),
            "asleep": waits and not somebody_works(Path(settings.DATA)),
        },
    )


@require_GET
@needs("export_customers")
def work(request: HttpRequest, pk: str) -> HttpResponse:
    """How far it is, for the page to fetch again and again; when it is over, the page is to be loaded anew."""
    row = queries.one(colleague(request), pk)
    job = told(row.job) if row.job.open else None
    response = render(request, "workspace/exports/progress.html", {"job": job, "row": row})
    if job is None:
        response["HX-Refresh"] = "true"
    return response


@require_GET
@needs("export_customers")
def fetch(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The file itself, as long as it has not expired, for whoever asked for it and nobody else."""
    who = colleague(request)
    path = files.written(Path(settings.DATA), queries.one(who, pk).pk)
    if path is None:
        row = queries.one(who, pk)
        if queries.can_be_fetched(row):
            actions.gone(row)
        raise NotFound(
            "export_gone",
            "This file is not there any more: it expired, or it named somebody who was erased. Ask for it again: that "
            "takes a moment.",
        )
    row = actions.fetch(by=who, export=pk)
    return taken_away.sent(request, taken_away.pieces_of(path), taken.KINDS[row.kind], name=f"{row.what}.{row.kind}")


@require_POST
@needs("export_customers")
def stop(request: HttpRequest, pk: str) -> HttpResponse:
    """Stop writing a file."""
    actions.stop_export(by=colleague(request), export=pk)
    return redirect("export", pk)


@require_POST
@needs("export_customers")
def again(request: HttpRequest, pk: str) -> HttpResponse:
    """Write the same list once more, as it stands now."""
    actions.ask_again(by=colleague(request), export=pk, wake=wake)
    return redirect("export", pk)
