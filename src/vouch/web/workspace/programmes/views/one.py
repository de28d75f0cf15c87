"""The page of one programme: how it stands, its figures, its asks, openings and costs, and what can be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import may
from vouch.program.programmes import queries
from vouch.program.programmes.states import Kept, ProgrammeState, Whom
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import rung_words
from vouch.web.workspace.programmes import words
from vouch.web.workspace.programmes.figures import lines
from vouch.web.workspace.programmes.forms import CostForm, EndForm

if TYPE_CHECKING:
    from django import forms

    from vouch.program.programmes.models import Programme


@require_GET
@needs("see_programmes")
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """One programme."""
    return page(request, queries.programme(key))


def page(
    request: HttpRequest,
    one: Programme,
    *,
    mistake: BadInput | None = None,
    opened: str = "",
    form: forms.Form | None = None,
) -> HttpResponse:
    """The page; after a refused step with what was wrong, in place."""
    rules, today = policy(), day.today()
    found = queries.figures([one], policy=rules, today=today)[one.pk]
    runs = may(colleague(request), "run_programmes")
    live = runs and not one.ended
    costs, asks = queries.costs_of(one), queries.asks_of(one)
    context = {
        "programme": one,
        "sentence": words.sentence(one, found, today),
        "whom": words.whom_of(one, one.people.count() if one.whom == Whom.LISTED else 0),
        "found": found,
        "lines": lines(found, one),
        "uneven": found.top_five is not None and found.top_five > words.EVEN and found.people > 10,
        "asks": asks,
        "openings": queries.openings_of(one),
        "costs": costs,
        "offered_asks": queries.offered_asks(one, rules) if live else [],
        "free_openings": queries.free_openings() if live and one.whom != Whom.RULE else [],
        "what": rung_words,
        "kept": Kept.choices,
        "history": [(row, words.history_words(row.action)) for row in queries.history(one)],
        "runs": runs,
        "live": live,
        "waits": runs and one.state == ProgrammeState.PLANNED,
        "running": runs and one.state == ProgrammeState.RUNNING,
        "invite": _invite(one) if live else "",
        "cost_form": form if opened == "cost" and form else CostForm(initial={"on": today}, auto_id="cost_%s"),
        "end_form": form if opened == "end" and form else EndForm(initial={"reached": found.acts}, auto_id="end_%s"),
        "mistake": mistake,
        "opened": opened,
        "over_money": one.money is not None and found.money > one.money,
    }
    status = 422 if mistake or (form is not None and form.errors) else 200
    return render(request, "workspace/programmes/programme.html", context, status=status)


def _invite(one: Programme) -> str:
    """Where its people are asked: for reviews the open invitation with its rule filled in."""
    if one.whom != Whom.RULE:
        return url("programme_people", one.pk)
    segment = one.narrowed.get("segment")
    told = {"segment": "(none)" if segment == "" else segment, "size": one.narrowed.get("size")}
    serves = next(
        (name for name, rung in policy().ladder.items() if rung.open_invitation and one.goal in rung.serves), ""
    )
    return url("open_invitation", activity=serves, seed=one.narrowed.get("seed"), programme=one.pk, **told)
