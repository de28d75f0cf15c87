"""Which list does a page give away? What it is narrowed to, its order and columns, and what it is called."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest

from vouch.domain.errors import BadInput
from vouch.program.findings import lists
from vouch.program.people import queries as people
from vouch.runs.taken import Asks
from vouch.web.shared.doors import colleague
from vouch.web.workspace.customers.listed import PAGES, listed
from vouch.web.workspace.customers.words.listing import listing
from vouch.web.workspace.proof.views.add import today
from vouch.web.workspace.proof.views.promises import TABS

WORDS = {"customers": "customers", "people": "people", "promises": "promises and results"}
"""What is taken away, in words."""


def asks_of(request: HttpRequest, what: str) -> Asks:
    """What the list of this address asks for. `columns`: only those that are shown, or all there are."""
    if what == "promises":
        mine = request.GET.get("mine") == "yes"
        state = request.GET.get("state", "")
        return Asks(
            filters={
                "state": state if state in TABS else "due",
                "owner": colleague(request).owner if mine else "",
                "today": today().isoformat(),
            }
        )
    for kind, page in PAGES.items():
        if page == what:
            found = listed(request, kind)
            filters = asdict(found.ask.only)
            del filters["kind"]
            shown = found.columns if request.POST.get("columns") == "shown" else None
            return Asks(filters=filters, order=found.order, columns=shown)
    raise BadInput("bad_list", f"There is no list “{what[:40]}” to take away.", field="what")


def words_of(request: HttpRequest, what: str, count: int) -> str:
    """The list in words: “148 customers at risk, largest first”."""
    if what == "promises":
        return f"{WORDS[what]}, {TABS[str(asks_of(request, what).filters['state'])].lower()}"
    kind = next(kind for kind, page in PAGES.items() if page == what)
    found = listed(request, kind)
    owner = dict(people.owner_choices()).get(found.ask.owner, "") if found.ask.owner else ""
    told = listing(found.ask, count, lists.ORDERS[kind][found.order].words, owner)
    return told.removesuffix(".")
