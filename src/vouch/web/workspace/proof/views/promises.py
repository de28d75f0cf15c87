"""All promises and results: what is due, what wants the customer's word, what was confirmed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.people import proofs
from vouch.runs import kept
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import listed, plural, spelled
from vouch.web.workspace.proof import files
from vouch.web.workspace.proof.standing import standing
from vouch.web.workspace.proof.views.add import today

TABS = {
    "due": "Due or overdue",
    "unsigned": "To be confirmed",
    "asked": "They were asked",
    "open": "Open",
    "signed": "Confirmed",
    "missed": "Missed",
}


@require_GET
@needs("see_customers")
def index(request: HttpRequest) -> HttpResponse:
    """Where promises and results stand, those first that wait for somebody."""
    day = today()
    mine = request.GET.get("mine") == "yes" and bool(colleague(request).owner)
    owner = colleague(request).owner if mine else ""
    counts = proofs.counts(today=day, owner=owner)
    state = request.GET.get("state", "")
    if state not in TABS:
        state = next((name for name in TABS if getattr(counts, name)), "due")
    rows = proofs.listed(state, today=day, owner=owner)
    asked = proofs.questions([one.key for one in rows])
    brought = files.of_files(request, day)
    return render(
        request,
        "workspace/proof/index.html",
        {
            "counts": counts,
            "sentence": _sentence(counts, brought["files"]),
            "tabs": TABS,
            "state": state,
            "mine": mine,
            "rows": [(one, one.fact, standing(one, one.fact, day, asked[one.key])) for one in rows],
            **brought,
        },
    )


def _sentence(counts: proofs.Counts, brought: kept.Pledged) -> str:
    if not counts.all:
        if brought.all:
            return f"{files.sentence(brought)}."
        return "No promise is written down yet. They are what satisfied and loyal rest on."
    parts = [
        (counts.due, "promise is due or overdue", "promises are due or overdue"),
        (counts.unsigned, "wants the customer’s word", "want the customer’s word"),
        (counts.asked, "waits for an answer", "wait for an answer"),
    ]
    told = [(count, one, many) for count, one, many in parts if count]
    if not told:
        return f"{spelled(counts.signed, 'promise or result is', 'promises and results are')} confirmed; nothing waits."
    first, *rest = told
    return f"{listed([spelled(*first), *(plural(*one) for one in rest)])}."
