"""Batches: all of them, one with the rows that were not read, and taking one out again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import Conflict
from vouch.program.work import actions, queries
from vouch.runs import kept
from vouch.runs.work import wake
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.data import words
from vouch.web.workspace.data.under_way import told
from vouch.web.workspace.data.views.index import data

_PAGE = 50
_ROWS = 100


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_GET
@needs("see_data")
def index(request: HttpRequest) -> HttpResponse:
    """All batches, the latest first, or those whose file's name has these letters."""
    held = kept.batches(data())
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = [one for one in held if wanted.casefold() in one.file.casefold()] if wanted else held
    skip = _number(request.GET.get("skip", ""))
    return render(
        request,
        "workspace/data/batches.html",
        {
            "batches": found[skip : skip + _PAGE],
            "found": len(found),
            "count": len(held),
            "facts": sum(one.facts for one in held),
            "q": wanted,
            "skip": skip,
            "older": skip + _PAGE if len(found) > skip + _PAGE else None,
            "going": queries.being_taken_out(),
            "facts_of": words.facts_of,
        },
    )


@require_GET
@needs("see_data")
def batch(request: HttpRequest, pk: str) -> HttpResponse:
    """One batch: what it covers, what was not read, and how to take it out."""
    found = kept.batch(data(), pk)
    column = request.GET.get("column")
    search = request.GET.get("q", "").replace("\0", "")[:100]
    skip = _number(request.GET.get("skip", ""))
    rows = kept.not_read(data(), pk, column=column, search=search, skip=skip, limit=_ROWS)
    undo = queries.undo_of(pk)
    return render(
        request,
        "workspace/data/batch.html",
        {
            "batch": found,
            "rows": rows,
            "column": column,
            "q": search,
            "skip": skip,
            "older": skip + _ROWS if rows.total > skip + _ROWS else None,
            "undo": undo,
            "going": told(undo) if undo and undo.open else None,
            "facts_of": words.facts_of,
            "tables": words.TABLES,
        },
    )


@require_GET
@needs("see_data")
def not_read_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The rows that were not read as a CSV file, narrowed as the page was."""
    found = kept.batch(data(), pk)
    lines = kept.lines(data(), found.id, column=request.GET.get("column"), search=request.GET.get("q", ""))
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="not-read-{found.id}.csv"'
    return response


@require_POST
@needs("import_data")
def take_out(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a batch out; everybody is placed anew afterwards."""
    found = kept.batch(data(), pk)
    if found.entered:
        raise Conflict("entered", "Colleagues wrote this down here. Withdraw an entry where it was written instead.")
    actions.take_out(by=colleague(request), batch=found.id, wake=wake)
    messages.success(request, f"{found.file} is being taken out. Everybody is placed anew after that.")
    return redirect("data")
