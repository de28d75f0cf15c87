"""One row of a file, as it was read: where every trail from a number ends."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vouch.program.people import queries as people
from vouch.runs import kept
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import listed
from vouch.web.workspace.data import words
from vouch.web.workspace.data.views.index import data

_NAMES = {"account_id", "parent_id", "contact_id", "email"}


@require_GET
@needs("see_customers")
def row(request: HttpRequest, batch: str, row: int) -> HttpResponse:
    """Everything that was read from one row, and what was not."""
    found = kept.batch(data(), batch)
    facts = kept.facts_of_row(data(), batch, row)
    refused = kept.not_read_of_row(data(), batch, row)
    if not facts and not refused:
        raise Http404
    return render(
        request,
        "workspace/data/row.html",
        {
            "batch": found,
            "row": row,
            "facts": facts,
            "refused": refused,
            "who": _who(facts),
            "tables": words.TABLES,
            "read_as": listed(list(dict.fromkeys(words.ONE[one.table] for one in facts))),
        },
    )


@require_GET
@needs("see_customers")
def fact(request: HttpRequest, key: str) -> HttpResponse:
    """The row that a fact was read from, by the fact's key."""
    where = kept.where_is(data(), key, table=request.GET.get("table", "")) if len(key) == 32 else None
    if where is None:
        raise Http404
    return redirect("source_row", *where)


def _who(facts: list[kept.Fact]) -> dict[str, Any]:
    """Whom the ids in these facts belong to, by id: what the search would find for exactly that."""
    ids = {str(cell.value) for one in facts for cell in one.cells if cell.name in _NAMES and cell.value}
    return {id_: hits[0] for id_ in ids if (hits := people.search(id_, limit=1))}
