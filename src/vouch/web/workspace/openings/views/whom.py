"""Choose whom to invite: who qualifies before who could, who was given least first; who may not be, and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.program.openings import actions, queries
from vouch.program.people import queries as people
from vouch.runs.work import wake_for_mail
from vouch.web.shared.addresses import address
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import plural
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.chosen import ids
from vouch.web.workspace.openings.words import criteria_words


@require_http_methods(["GET", "POST"])
@needs("run_openings")
def whom(request: HttpRequest, key: str) -> HttpResponse:
    """The people who fit, to choose from."""
    one, rules, today = queries.opening(key), policy(), day.today()
    refused: list[actions.Invited] = []
    if request.method == "POST":
        chosen = people.several_contacts(ids(request.POST.getlist("contact")))
        found = actions.invite(
            by=colleague(request), opening=one, contacts=list(chosen), policy=rules, today=today, address=address,
            although_unknown="although_unknown" in request.POST,
        )  # fmt: skip
        refused = [row for row in found if row.refusal is not None]
        invited = len(found) - len(refused)
        if invited:
            wake_for_mail()
            messages.success(request, _said(invited, bool(one.rung)))
        if invited and not refused:
            return redirect("opening", one.pk)
    context = {
        "opening": one,
        "criteria": criteria_words(one, rules),
        "fitting": queries.fitting(one, policy=rules, today=today),
        "seats": queries.seats_of(one),
        "refused": refused,
        "nobody": request.method == "POST" and not refused,
    }
    return render(request, "workspace/openings/whom.html", context, status=422 if context["nobody"] else 200)


def _said(count: int, clears: bool) -> str:
    who = plural(count, "person is", "people are")
    return f"{who} chosen. Owners are asked first." if clears else f"{who} invited. The mails are on their way."
