"""Who is who: what may be the same, what was joined and by what, what people settled, and which facts are nobody's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput, NotFound
from vouch.domain.identity import Record, Verdict
from vouch.program.findings import queries as findings
from vouch.program.people.identity import queries as identity
from vouch.program.work import queries as work_queries
from vouch.runs import kept
from vouch.runs.identity import words
from vouch.runs.settled import deciding
from vouch.runs.work import wake
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.data.views.index import data
from vouch.web.workspace.data.words import COUNTED

_PAGE = 20
_TABS = ("open", "joined", "settled", "nobodys")


@require_GET
@needs("see_data")
def index(request: HttpRequest) -> HttpResponse:
    """One of the four lists, a page of it."""
    run = findings.current_run()
    found = kept.who(data(), run.pk) if run else None
    show = request.GET.get("show", "open")
    show = show if show in _TABS else "open"
    after = request.GET.get("after", "")
    after_number = int(after) if after.isascii() and after.isdigit() and len(after) < 12 else 0
    told: dict[str, Any] = {"pairs": [], "joins": [], "settlements": [], "nobodys": [], "more": ""}
    if show == "settled":
        told = told | _settled(after_number)
    elif found is not None:
        told = told | {"open": _open, "joined": _joined, "nobodys": _nobodys}[show](found, after_number)
    return render(
        request,
        "workspace/data/who.html",
        told
        | {
            "show": show,
            "after": after_number,
            "sizes": found.sizes() if found else kept.Sizes(proposed=0, joined=0, nobodys=0),
            "placed": found is not None,
            "settled_count": len(identity.settled()),
            "placing": work_queries.refresh_under_way(),
            "how": words.HOW,
            "why": words.WHY,
            "because": words.because,
            "counted": COUNTED,
        },
    )


@require_POST
@needs("settle_identity")
def settle(request: HttpRequest) -> HttpResponse:
    """Say of two that they are the same, or of one record that it is another than the rest of its account or person."""
    verdict = request.POST.get("verdict", "")
    if verdict not in {one.value for one in Verdict}:
        raise BadInput("bad_verdict", "Say whether they are the same or two.")
    one, other = request.POST.get("one", ""), request.POST.get("other", "")
    known = identity.sides([one, other])
    if one not in known or (other and other not in known):
        raise NotFound(
            "no_such_record", "One of them is not known any more: it left with its batch, was joined or erased."
        )
    if other:
        first, others = known[one].records[0], [known[other].records[0]]
        told = f"{known[one].name} and {known[other].name}"
    else:
        first = Record(known[one].kind, request.POST.get("system", ""), request.POST.get("id", ""))
        others = [record for record in known[one].records if record != first]
        if len(others) == len(known[one].records):
            raise NotFound("no_such_record", f"{first} is no longer a part of {known[one].name}.")
        told = f"{first} and {known[one].name}"
    deciding.settle(by=colleague(request), one=first, others=others, verdict=Verdict(verdict), wake=wake)
    words_of = "the same" if verdict == Verdict.SAME else "two"
    messages.success(request, f"Settled: {told} are {words_of}. Everybody is placed anew; it can be taken back here.")
    return redirect(f"{reverse('who')}?show={'open' if other else 'joined'}")


@require_POST
@needs("settle_identity")
def back(request: HttpRequest) -> HttpResponse:
    """Take back what was settled, as if it had never been."""
    number = request.POST.get("settlement", "")
    row = identity.settlement(int(number)) if number.isascii() and number.isdigit() and len(number) < 18 else None
    if row is None:
        raise NotFound("nothing_settled", "That was taken back already.")
    deciding.take_back(by=colleague(request), one=row.settled.one, other=row.settled.other, wake=wake)
    messages.success(request, "Taken back, as if it had never been said. Everybody is placed anew.")
    return redirect(f"{reverse('who')}?show=settled")


def _open(found: kept.Who, after: int) -> dict[str, Any]:
    rows = found.proposed(after=after, limit=_PAGE + 1)
    known = identity.sides({row[end] for row in rows for end in ("one", "other")})
    said = {frozenset((one.one, one.other)) for one in identity.settled()}
    pairs = []
    for row in rows[:_PAGE]:
        one, other = known.get(row["one"]), known.get(row["other"])
        if one and other and not any(frozenset((a, b)) in said for a in one.records for b in other.records):
            pairs.append(row | {"one": one, "other": other})
    return {"pairs": pairs, "more": rows[_PAGE - 1]["place"] if len(rows) > _PAGE else ""}


def _joined(found: kept.Who, after: int) -> dict[str, Any]:
    rows = found.joined(after=after, limit=_PAGE + 1)
    known = identity.sides({row["subject"] for row in rows})
    joins = [row | {"side": known[row["subject"]]} for row in rows[:_PAGE] if row["subject"] in known]
    return {"joins": joins, "more": rows[_PAGE - 1]["place"] if len(rows) > _PAGE else ""}


def _nobodys(found: kept.Who, after: int) -> dict[str, Any]:
    return {"nobodys": found.nobodys()}


def _settled(before: int) -> dict[str, Any]:
    rows = identity.settlements(before=before or None, limit=_PAGE + 1)
    names = identity.called({record for row in rows for record in (row.settled.one, row.settled.other)})
    told = [
        {"row": row, "sides": [(record, names.get(record, "")) for record in (row.settled.one, row.settled.other)]}
        for row in rows[:_PAGE]
    ]
    return {"settlements": told, "more": rows[_PAGE - 1].pk if len(rows) > _PAGE else ""}
