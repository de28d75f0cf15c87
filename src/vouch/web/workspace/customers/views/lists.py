"""The lists of customers and of people: filtered, sorted, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vouch.program.colleagues.permissions import may
from vouch.program.findings import lists
from vouch.program.findings.columns import Column, seen
from vouch.program.findings.kept import choices_now, standing_now
from vouch.program.findings.queries import Standing
from vouch.program.people import queries as people
from vouch.program.saved_views import queries as saved
from vouch.program.saved_views.meaning import empty_values
from vouch.runs.taken import KINDS
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import run_of
from vouch.web.workspace.customers.asked import FLAG_WORDS, MINE, Asked
from vouch.web.workspace.customers.forms import Keep
from vouch.web.workspace.customers.listed import Listed, listed, offered
from vouch.web.workspace.customers.words.listing import listing

if TYPE_CHECKING:
    from vouch.program.findings.models import Placement, Run

FLAGS = {"account": tuple(FLAG_WORDS), "contact": ("personal_advocate", "little_known")}
TEMPLATES = {"account": "workspace/customers/list.html", "contact": "workspace/customers/people.html"}


@require_GET
@needs("see_customers")
def customers(request: HttpRequest) -> HttpResponse:
    """The list of customers."""
    return _list(request, "account")


@require_GET
@needs("see_customers")
def everyone(request: HttpRequest) -> HttpResponse:
    """The list of people at customers."""
    return _list(request, "contact")


def _list(request: HttpRequest, kind: str) -> HttpResponse:
    who = colleague(request)
    views = saved.offered(who, kind)
    opens = next((one.view for one in views if one.opens), None)
    if opens is not None and not request.GET:
        return redirect(url("customers" if kind == "account" else "people", view=opens.pk))
    what = listed(request, kind)
    ask, after = what.ask, request.GET.get("after", "")
    page = lists.page(ask.only, order=what.order, after=after)
    run = run_of(request)
    count = standing_now(run, ask.whole.only)
    total = _total(run, ask, count)
    every = offered(request, kind)
    chosen = [one for one in every if one.name in what.columns]

    def sees(column: Column, row: Placement) -> bool:
        return seen(column, row, lambda permission, owner: may(who, permission, owner=owner))

    choices = choices_now(run)
    owner = dict(choices.owners).get(ask.owner, "")
    return render(
        request,
        TEMPLATES[kind],
        {
            "run": run,
            "what": what,
            "ask": ask,
            "rows": page.rows,
            "after": after,
            "next": page.after,
            "order": what.order,
            "orders": lists.ORDERS[kind],
            "count": count,
            "total": total,
            "flags": [(flag, FLAG_WORDS[flag], getattr(count, flag)) for flag in FLAGS[kind]],
            "choices": choices,
            "owners": [*([(MINE, "mine")] if ask.me or ask.owner == MINE else []), *choices.owners],
            "owner": owner,
            "sentence": listing(ask, total, lists.ORDERS[kind][what.order].words, owner, count),
            "kinds": tuple(KINDS),
            "columns": chosen,
            "choosable": every,
            "views": views,
            "may_change": bool(what.view and saved.changeable(who, what.view)),
            "keep": Keep(shares=may(who, "share_views")),
            "gone": _gone(what, choices),
            "sees": sees,
            "personalities": people.personalities(
                [row.subject for one in chosen if one.name == "personality" for row in page.rows if sees(one, row)]
            ),
        },
    )


def _gone(what: Listed, choices: people.Choices) -> list[str]:
    """What the view that was opened asked for and is no more, in sentences."""
    if what.kept is None:
        return []
    said = [*what.kept.gone, *([] if what.changed else empty_values(what.kept.filters, choices))]
    if what.ask.owner == MINE and not what.ask.me:
        said.append("It shows the customers of whoever reads it, and you look after none.")
    return said


def _total(run: Run | None, ask: Asked, count: Standing) -> int:
    """How many the list has: the counts of the chips tell it, but for a stage and a flag together."""
    if ask.stage and ask.flag:
        return standing_now(run, ask.only).total
    if ask.stage:
        return count.by_stage[ask.stage]
    return int(getattr(count, ask.flag)) if ask.flag else count.total
