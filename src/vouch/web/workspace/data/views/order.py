"""What is slow, stale, out of order or waits, for whoever looks after the installation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.runs.doctor import Weight, examine
from vouch.web.shared.doors import needs
from vouch.web.workspace.data.views.index import data

_LEADS = {
    Weight.WRONG: "What may mislead",
    Weight.SLOW: "What is slower than need be",
    Weight.KNOW: "Good to know",
}
_PAGES = {"unsettled": ("who", "Say who is who"), "nobodys": ("who", "See whom they may mean")}
"""The page that mends what is found, where there is one, and how it is offered."""


@require_GET
@needs("import_data")
def index(request: HttpRequest) -> HttpResponse:
    """Everything the doctor says, the gravest first."""
    found = examine(data())
    grave = sum(one.weight is Weight.WRONG for one in found)
    slow = sum(one.weight is Weight.SLOW for one in found)
    groups = [(weight.value, lead, [one for one in found if one.weight is weight]) for weight, lead in _LEADS.items()]
    told = {"head_sentence": _head(grave, slow), "groups": groups, "pages": _PAGES}
    return render(request, "workspace/data/order.html", told)


def _head(grave: int, slow: int) -> str:
    if grave:
        return "One thing may mislead." if grave == 1 else f"{grave} things may mislead."
    return "Some things are slower than need be." if slow else "Everything is in order."
