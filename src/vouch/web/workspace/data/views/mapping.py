"""The mapping of one file is made on the page: table by table, header by header, with what would be read below it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.importers.files.sketch import (
    Sheet,
    Sketch,
    begun,
    drafted,
    mapping_text,
    sheets,
    sketch,
    tables_of,
    without,
)
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

MOST = 12
"""Tables of one mapping."""


@require_http_methods(["GET", "POST"])
@needs("import_data")
def edit(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The choices, and what the first rows would become. What was sent is looked at, downloaded, or used."""
    file, path = _file(pk, number)
    found, kept = sheets(path, name=file.name), _text(path, pk, file)
    if request.method == "GET":
        return _page(request, file, path, found, kept, 0, _of(kept, found, 0, checked=True))
    base, told = mapped.base_of(request.POST, kept), mapped.sheet_of(request.POST, found)
    table = _table(request.POST.get("table", ""), len(tables_of(base)))
    made = mapped.sent(request.POST, told)
    what = request.POST.get("do", "")
    wanted = request.POST.get("sheet", "")
    if made.sheet and wanted != made.sheet and wanted in {one.name for one in found}:
        made = begun(path, _headers(found, wanted), made, sheet=wanted)
    text = mapping_text(made, base=base, skip=told.skip, table=table)
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
            return _page(request, file, path, found, text, table, made, refused=refusal.sentence)
        return redirect("delivery", pk)
    if what in ("add", "drop") or what.startswith("show-"):
        text, table = _turned(what, text, table, path, found, made)
        made = _of(text, found, table)
    return _page(request, file, path, found, text, table, made)


def _turned(what: str, text: str, table: int, path: Path, found: list[Sheet], made: Sketch) -> tuple[str, int]:
    """The mapping with a table more or one fewer, and the table to go on with."""
    there = tables_of(text)
    if what == "drop" and len(there) > 1:
        return without(text, table), min(table, len(there) - 2)
    if what == "add" and len(there) < MOST:
        named = {sheet for _to, sheet in there}
        free = next((one.name for one in found if one.name not in named), "") if len(found) > 1 else ""
        if free and "" in named:  # each table says of which sheet it is, once there are several
            text, named = mapping_text(replace(made, sheet=found[0].name), base=text, table=table), {found[0].name}
            free = next((one.name for one in found if one.name not in named), "")
        to = next((name for name, _words in mapped.tables() if name not in {one for one, _sheet in there}), made.to)
        more = begun(path, _headers(found, free or made.sheet), made, sheet=free, to=to)
        return mapping_text(more if free else replace(more, sheet=made.sheet), base=text, table=len(there)), len(there)
    return text, _table(what.removeprefix("show-"), len(there)) if what.startswith("show-") else table


def _page(
    request: HttpRequest, file: DeliveredFile, path: Path, found: list[Sheet], text: str, table: int, made: Sketch,
    *, refused: str = "",
) -> HttpResponse:  # fmt: skip
    here = next((one for one in found if one.name == made.sheet), found[0])
    shown: dict[str, Any] = {
        "file": file,
        "sheet": here,
        "sheets": found,
        "blocks": tables_of(text),
        "most": MOST,
        "number": table,
        "made": made,
        "lines": mapped.lines(here, made),
        "targets": mapped.targets(made),
        "tables": mapped.tables(),
        "formats": mapped.FORMATS,
        "choices": {column.name: column.choices for column in made.table.columns if column.choices},
        "wanted": made.wanted,
        "docs": {column.name: column.doc for column in made.table.columns},
        "text": text,
        "preview": preview(path, text, policy(), name=file.name, sheet=here.name),
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


def _table(asked: str, count: int) -> int:
    return min(int(asked), max(count - 1, 0)) if asked.isdecimal() and len(asked) < 4 else 0


def _headers(found: list[Sheet], name: str) -> list[str]:
    return [header.name for header in next((one for one in found if one.name == name), found[0]).headers]


def _of(text: str, found: list[Sheet], table: int, *, checked: bool = False) -> Sketch:
    """The choices of one table of the mapping, with the headers of its sheet."""
    _to, sheet = tables_of(text)[table]
    return sketch(text, _headers(found, sheet), table=table, checked=checked)
