"""What can be done with a suggestion beside inviting: not this week, after all, and planning the give."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vouch.domain.errors import NotFound
from vouch.program.asks import actions as asks
from vouch.program.people import queries as people
from vouch.program.suggestions import actions, queries
from vouch.program.suggestions.states import Kind
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.reader import current
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import name_of
from vouch.web.workspace.gives.forms import OF_PLAYBOOK, in_two_weeks
from vouch.web.workspace.week.suggested import gives


@require_POST
@needs("put_off_suggestions")
def not_this_week(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose this with this person no more until the week is over."""
    contact = people.contact(pk)
    said = actions.not_this_week(
        by=colleague(request), contact=contact, activity=request.POST.get("activity", ""), policy=policy(),
        today=day.today(), words=request.POST.get("words", ""),
    )  # fmt: skip
    messages.success(request, f"Not before {current().day(said.until)} is over. It stands below, to be taken back.")
    return redirect("this_week")


@require_POST
@needs("put_off_suggestions")
def after_all(request: HttpRequest, pk: str) -> HttpResponse:
    """Let it be proposed again."""
    contact = people.contact(pk)
    actions.take_back(by=colleague(request), contact=contact, activity=request.POST.get("activity", ""))
    messages.success(request, f"{name_of(contact)} can be proposed again.")
    return redirect("this_week")


@require_POST
@needs("plan_gives")
def give(request: HttpRequest, pk: str) -> HttpResponse:
    """Plan the give that was suggested for this person: mine to do, in two weeks."""
    step = queries.of_contact(pk)
    found = gives([step]) if step is not None and step.kind == Kind.GIVE else []
    if not found:
        raise NotFound("no_give", "No give is suggested for this person now. Open their page to plan one yourself.")
    who, one = colleague(request), found[0]
    made = asks.plan_give(
        by=who, account=one.step.account, contact=one.step.contact, kind=OF_PLAYBOOK[one.suggestion.kind],
        do=one.suggestion.do, gives=one.suggestion.gives, stage=one.step.stage, role=one.step.role, assigned_to=who,
        due_on=in_two_weeks(day.today()),
    )  # fmt: skip
    messages.success(request, f"Planned, yours to do by {current().day(made.due_on)}.")
    return redirect(url("give", made.pk) if request.POST.get("then") == "open" else url("this_week"))
