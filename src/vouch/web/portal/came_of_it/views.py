"""The page of what they did and what they got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.asks.queries import given_to, invitations_of
from vouch.program.asks.states import AskState, GiveKind
from vouch.web.portal import door
from vouch.web.portal.came_of_it.story import story
from vouch.web.portal.kinds import kind
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit

ANSWERED = {
    AskState.INVITED: "waits for your answer",
    AskState.ACCEPTED: "you said yes",
    AskState.DONE: "you said yes, and did it",
    AskState.THANKED: "you said yes, and did it",
    AskState.DECLINED: "you said no",
    AskState.NOT_NOW: "you said not now",
    AskState.SMALLER: "you wanted something smaller",
    AskState.NO_ANSWER: "you did not answer, which is fine",
    AskState.UNTRACKED: "left to you",
    AskState.WITHDRAWN: "taken back by us",
}


@door.guests
@require_GET
def came_of_it(request: HttpRequest, guest: Visit) -> HttpResponse:
    """What they did, with what came of it; what they got; what they were asked, with what they said."""
    rules, asks = policy(), invitations_of(guest.contact)
    context = {
        "who": guest.contact,
        "company": rules.company.name,
        "story": story(guest.contact, asks, rules),
        "gives": [(one, GiveKind(one.kind).label) for one in given_to(guest.contact)],
        "asks": [
            (
                ask,
                kind(ask.activity, rules),
                ANSWERED[AskState(ask.state)],
            )
            for ask in asks
        ],
    }
    return render(request, "portal/came_of_it/came_of_it.html", context)
