"""Who they are: how many of each, honest about the unknown; and what a colleague believes of one person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.program.colleagues.permissions import Reach, reach
from vouch.program.people import queries as people
from vouch.program.people.personality import actions
from vouch.program.people.personality.queries import prevalence
from vouch.runs.personalities import renew_one
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.personality import counted


@require_GET
@needs("see_customers")
def who(request: HttpRequest) -> HttpResponse:
    """How many of each personality there are, by stage and by segment, and where it is known from."""
    rules, found = policy(), prevalence()
    context: dict[str, Any] = {"found": found, "four": rules.personalities}
    if found is not None:
        told = found.told
        sees_all = reach(colleague(request).role, "see_personalities") is Reach.YES
        smallest = rules.personality.smallest_group
        context |= {
            "sentence": counted.answer(told, {one: rules.personalities[one].words for one in rules.personalities}),
            "all": counted.everybody(told),
            "rows": counted.rows(told),
            "stages": counted.lines(told, "stage", smallest=smallest, sees_all=sees_all),
            "segments": counted.lines(told, "segment", smallest=smallest, sees_all=sees_all),
            "sources": counted.sources(told),
            "more": counted.to_know_more(told),
            "label": counted.label,
            "parts": counted.parts,
            "prior": rules.personality.prior,
            "learned_from": told.get("learned_from", 0),
        }
    return render(request, "workspace/personality/who.html", context)


@require_POST
@needs("guess_personality")
def believe(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep what this colleague believes of somebody, or take it back."""
    contact = people.contact(pk)
    told = request.POST.get("personality", "")
    actions.guess(by=colleague(request), contact=contact, personality=told, words=request.POST.get("words", ""))
    renew_one(contact, policy(), dt.datetime.now(policy().zone).date())
    messages.success(request, "Kept. It counts as one colleague’s word." if told else "Taken back.")
    return redirect("person", contact.pk)
