"""The lists of customers and of people: filtered, sorted, a page at a time, and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import BadInput
from vouch.program.findings import lists
from vouch.program.findings.queries import Standing, current_run, standing
from vouch.program.people import queries as people
from vouch.web.shared.doors import needs
from vouch.web.workspace.customers.asked import FLAG_WORDS, Asked, asked
from vouch.web.workspace.customers.away import KINDS, as_file
from vouch.web.workspace.customers.words.listing import listing

PERSON_FLAGS = ("personal_advocate", "little_known")


@require_GET
@needs("see_customers")
def customers(request: HttpRequest) -> HttpResponse:
    """The list of customers."""
    return _list(request, asked(request), "workspace/customers/list.html", tuple(FLAG_WORDS))


@require_GET
@needs("see_customers")
def everyone(request: HttpRequest) -> HttpResponse:
    """The list of people at customers."""
    return _list(request, asked(request, kind="contact"), "workspace/customers/people.html", PERSON_FLAGS)


@require_GET
@needs("export_customers")
def customers_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list of customers, as filtered, to take away."""
    return _file(request, asked(request), kind)


@require_GET
@needs("export_customers")
def everyone_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list of people, as filtered, to take away."""
    return _file(request, asked(request, kind="contact"), kind)


def _list(request: HttpRequest, ask: Asked, template: str, flags: tuple[str, ...]) -> HttpResponse:
    order = _order(request, ask)
    after = request.GET.get("after", "")
    page = lists.page(ask.only, order=order, after=after)
    count = standing(ask.whole.only)
    total = _total(ask, count)
    choices = people.choices()
    owner = dict(choices.owners).get(ask.owner, "")
    return render(
        request,
        template,
        {
            "run": current_run(),
            "ask": ask,
            "rows": page.rows,
            "after": after,
            "next": page.after,
            "order": order,
            "orders": lists.ORDERS[ask.kind],
            "count": count,
            "total": total,
            "flags": [(flag, FLAG_WORDS[flag], getattr(count, flag)) for flag in flags],
            "choices": choices,
            "owner": owner,
            "sentence": listing(ask, total, lists.ORDERS[ask.kind][order].words, owner, count),
            "kinds": KINDS,
        },
    )


def _total(ask: Asked, count: Standing) -> int:
    """How many the list has: the counts of the chips tell it, but for a stage and a flag together."""
    if ask.stage and ask.flag:
        return standing(ask.only).total
    if ask.stage:
        return count.by_stage[ask.stage]
    return int(getattr(count, ask.flag)) if ask.flag else count.total


def _order(request: HttpRequest, ask: Asked) -> str:
    order = request.GET.get("order", "") or "name"
    if order not in lists.ORDERS[ask.kind]:
        raise BadInput("bad_order", f"This list cannot be sorted by “{order[:40]}”.", field="order")
    return order


def _file(request: HttpRequest, ask: Asked, kind: str) -> HttpResponseBase:
    if kind not in KINDS:
        raise BadInput("bad_file", f"This list comes as {' or '.join(KINDS)}, not as “{kind[:20]}”.", kind=kind)
    return as_file(request, ask, lists.every(ask.only, order=_order(request, ask)), kind)
