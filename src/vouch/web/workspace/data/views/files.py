"""Files handed in: first a look at each, then a yes or no; every refusal can be answered without handing in again."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.program.work import actions, queries
from vouch.program.work.states import FileState, Task
from vouch.runs import work as background
from vouch.runs.work import copies
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.data import words
from vouch.web.workspace.data.delivered import found_in, head_of
from vouch.web.workspace.data.forms import HandIn, Mapped, ReadAs, blame, upload
from vouch.web.workspace.data.under_way import told
from vouch.web.workspace.data.views.index import context, data

if TYPE_CHECKING:
    from vouch.program.work.models import DeliveredFile


F = TypeVar("F", ReadAs, Mapped)


@require_http_methods(["GET", "POST"])
@needs("import_data")
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take files and look at them; nothing is imported before a yes."""
    form = HandIn(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = background.hand_in(
                by=colleague(request), files=[upload(file) for file in form.cleaned_data["chosen"]], **form.how()
            )
        except BadInput as refusal:
            blame(form, refusal)
        else:
            return redirect("delivery", made.pk)
    elif request.method == "GET":
        return redirect("data")
    return render(request, "workspace/data/index.html", context(form), status=422)


@require_GET
@needs("import_data")
def delivery(request: HttpRequest, pk: str) -> HttpResponse:
    """What would be read of each file, and what not; then what became of it."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: str, wrong: tuple[int, ReadAs | Mapped] | None = None) -> HttpResponse:
    made = queries.delivery(pk)
    files = queries.files_of(pk)
    jobs = queries.jobs_of(pk)
    job = jobs[0] if jobs and jobs[0].open else None
    last = jobs[0] if jobs and not jobs[0].open else None
    return render(
        request,
        "workspace/data/delivery.html",
        {
            "made": made,
            "files": [
                {
                    "row": file,
                    "state": FileState(file.state),
                    "found": found_in(file),
                    "not_read": _not_read(pk, file),
                    "form": _form(ReadAs, file, wrong, {"kind": file.kind}),
                    "mapped": _form(Mapped, file, wrong, {"mapping": text}) if (text := _mapping(pk, file)) else None,
                }
                for file in files
            ],
            "sentence": head_of(made, files, Task(job.task) if job else None),
            "ready": sum(file.state == FileState.LOOKED for file in files),
            "some_in": any(file.state == FileState.IMPORTED for file in files),
            "job": told(job) if job else None,
            "last": last,
            "placing": queries.refresh_under_way(),
            "facts_of": words.facts_of,
            "tables": words.TABLES,
            "closed": made.closed_at is not None,
        },
        status=422 if wrong else 200,
    )


@require_GET
@needs("import_data")
def work(request: HttpRequest, pk: str) -> HttpResponse:
    """How far it is, for the page to fetch again and again; when it is over, the page is to be loaded anew."""
    job = queries.job_of(pk)
    now = told(job) if job and job.open else None
    response = render(request, "workspace/data/progress.html", {"job": now, "pk": pk})
    if now is None:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs("import_data")
def take_in(request: HttpRequest, pk: str) -> HttpResponse:
    """Import what can be read."""
    actions.import_delivery(by=colleague(request), delivery=pk, wake=background.wake)
    return redirect("delivery", pk)


@require_POST
@needs("import_data")
def leave(request: HttpRequest, pk: str) -> HttpResponse:
    """Leave the files aside; the copies go."""
    background.leave(by=colleague(request), delivery=pk)
    messages.success(request, "Left aside. The copies are gone from this machine.")
    return redirect("data")


@require_POST
@needs("import_data")
def read_as(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Look at one file again, read another way."""
    written = f"m{number}-mapping" in request.POST
    form: ReadAs | Mapped = (
        Mapped(request.POST, prefix=f"m{number}")
        if written
        else ReadAs(request.POST, request.FILES, prefix=f"f{number}")
    )
    if form.is_valid():
        try:
            background.read_as(by=colleague(request), delivery=pk, number=number, **form.how())
        except BadInput as refusal:
            form.add_error(
                refusal.data.get("field") if refusal.data.get("field") in form.fields else None, refusal.sentence
            )
        else:
            return redirect("delivery", pk)
    return _page(request, pk, (number, form))


def _form(of: type[F], file: DeliveredFile, wrong: tuple[int, ReadAs | Mapped] | None, initial: dict[str, str]) -> F:
    """The form of a file: as it was sent where it was wrong, else a new one."""
    if wrong and wrong[0] == file.number and isinstance(wrong[1], of):
        return wrong[1]
    return of(prefix=f"{'m' if of is Mapped else 'f'}{file.number}", initial=initial)


def _mapping(pk: str, file: DeliveredFile) -> str:
    """The mapping to correct: the one the file was read through, else a draft; empty where it needs none."""
    if FileState(file.state) is not FileState.REFUSED:
        return ""
    for path in (copies.mapping_of(data(), pk, file.number), copies.draft_of(data(), pk, file.number)):
        with suppress(OSError, UnicodeDecodeError):
            return path.read_text(encoding="utf-8")
    return ""


def _not_read(pk: str, file: DeliveredFile) -> list[dict[str, Any]]:
    """The rows a look could not read, in their own words, as long as the copy lies here."""
    try:
        rows = json.loads(copies.not_read_of(data(), pk, file.number).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return rows if isinstance(rows, list) else []
