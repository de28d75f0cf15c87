"""Whom a programme could ask now, by what for: each line leads to the letter that everybody in it gets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.program.colleagues.permissions import require
from vouch.program.findings.filters import Filter
from vouch.program.people import queries as contacts
from vouch.program.programmes import actions, queries
from vouch.program.programmes.states import Whom
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import plural, url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.chosen import ids
from vouch.web.workspace.programmes.words import whom_of

FOUND = 20


@require_http_methods(["GET", "POST"])
@needs("see_programmes")
def people(request: HttpRequest, key: str) -> HttpResponse:
    """The people of a programme; where they are chosen one by one, also choose them."""
    one, rules = queries.programme(key), policy()
    if request.method == "POST":
        require(colleague(request), "run_programmes")
        return _chosen(request, key)
    could = {} if one.ended else queries.could_be_asked(one, policy=rules, today=day.today())
    rows = [
        (rules.ladder[name], found, url("compose", activity=name, contact=[who.pk for who in found], programme=one.pk))
        for name, found in could.items()
    ]
    rows.sort(key=lambda row: -len(row[1]))
    everybody = {who.pk for _rung, found, _address in rows for who in found}
    search = request.GET.get("q", "").replace("\0", "").strip()[:100]
    by_hand = one.whom == Whom.LISTED
    context = {
        "programme": one,
        "whom": whom_of(one, one.people.count() if by_hand else 0),
        "rows": rows,
        "could": len(everybody),
        "by_hand": by_hand,
        "search": search,
        "hits": _hits(search) if by_hand and search else [],
        "listed": one.people.select_related("contact__account").order_by("chosen_at", "pk")[:200] if by_hand else [],
    }
    return render(request, "workspace/programmes/people.html", context)


def _hits(search: str) -> list[object]:
    rows = Filter(kind="contact", search=search).rows().select_related("contact__account")
    return [row.contact for row in rows.order_by("contact__folded", "pk")[:FOUND]]


def _chosen(request: HttpRequest, key: str) -> HttpResponse:
    one = queries.programme(key)
    if out := request.POST.get("out", ""):
        actions.leave_out(by=colleague(request), programme=one, contact=out)
        messages.success(request, "Left out.")
    else:
        found = list(contacts.several_contacts(ids(request.POST.getlist("contact"))))
        count = actions.choose_people(
            by=colleague(request), programme=one, contacts=found, policy=policy(), today=day.today()
        )
        messages.success(request, f"{plural(count, 'person', 'people')} chosen.")
    return redirect("programme_people", one.pk)
