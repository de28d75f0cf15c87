"""The mapping of one file is made on the page: header by header, with what would be read below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.importers.files.sketch import Sheet, Sketch, drafted, mapping_text, sheet, sketch
from vouch.program.work import queries
from vouch.runs import work as background
from vouch.runs.ingest.preview import preview
from vouch.runs.work import Upload, copies
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.data import mapped
from vouch.web.workspace.data.views.index import data
from vouch.web.workspace.data.words import TABLES, facts_of

if TYPE_CHECKING:
    from vouch.program.work.models import DeliveredFile


@require_http_methods(["GET", "POST"])
@needs("import_data")
def edit(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The choices, and what the first rows would become. What was sent is looked at, downloaded, or used."""
    file, path = _file(pk, number)
    found = sheet(path, name=file.name)
    base = _text(path, pk, file)
    if request.method == "GET":
        return _page(request, file, found, _sketched(base, found), base, path)
    made = mapped.sent(request.POST, found)
    text = mapping_text(made, base=base, skip=found.skip)
    what = request.POST.get("do", "")
    if what == "download":
        response = HttpResponse(text, content_type="application/toml; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{Path(copies.clean_name(file.name)).stem}.toml"'
        return response
    if what == "use":
        try:
            content = text.encode()
            as_ = Upload(name="mapping.toml", size=len(content), chunks=[content])
            background.read_as(by=colleague(request), delivery=pk, number=number, mapping=as_)
        except BadInput as refusal:
            return _page(request, file, found, made, text, path, refused=refusal.sentence)
        return redirect("delivery", pk)
    return _page(request, file, found, made, text, path)


def _page(
    request: HttpRequest, file: DeliveredFile, found: Sheet, made: Sketch, text: str, path: Path, *, refused: str = ""
) -> HttpResponse:
    shown: dict[str, Any] = {
        "file": file,
        "sheet": found,
        "made": made,
        "lines": mapped.lines(found, made),
        "targets": mapped.targets(made),
        "tables": mapped.tables(),
        "formats": mapped.FORMATS,
        "choices": {column.name: column.choices for column in made.table.columns if column.choices},
        "wanted": made.wanted,
        "docs": {column.name: column.doc for column in made.table.columns},
        "text": text,
        "preview": preview(path, text, policy(), name=file.name),
        "facts_of": facts_of,
        "table_words": TABLES,
        "refused": refused,
    }
    whole = not getattr(request, "htmx", False)
    template = "workspace/data/mapping.html" if whole else "workspace/data/mapping_form.html"
    return render(request, template, shown, status=422 if refused else 200)


def _file(pk: str, number: int) -> tuple[DeliveredFile, Path]:
    made = queries.delivery(pk)
    if made.closed_at:
        raise Conflict("closed", "This is over: its files were imported or left aside. Hand them in again.")
    file = next((one for one in queries.files_of(pk) if one.number == number), None)
    if file is None:
        raise NotFound("no_such_file", "There is no such file among these.")
    path = copies.path_of(data(), pk, number, file.name)
    if not path.exists():
        raise NotFound("copy_gone", f"The copy of {file.name} is gone. Hand it in again.")
    return file, path


def _text(path: Path, pk: str, file: DeliveredFile) -> str:
    """The mapping to begin with: the one it was read through, else the draft, else one that is drafted now."""
    for kept in (copies.mapping_of(data(), pk, file.number), copies.draft_of(data(), pk, file.number)):
        if kept.exists():
            return kept.read_text(encoding="utf-8-sig")
    return drafted(path)


def _sketched(text: str, found: Sheet) -> Sketch:
    return sketch(text, [header.name for header in found.headers])
