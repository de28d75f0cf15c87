"""What they want for themselves: their own words, what somebody of ours noted, and the last word on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput, Conflict
from vouch.program.people.goals import actions
from vouch.program.people.goals.queries import all_of, may_be_noted
from vouch.web.portal import door
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit


@door.guests
@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, guest: Visit) -> HttpResponse:
    """What they want; a POST adds one."""
    if request.method == "POST":
        given = {"kind": request.POST.get("kind", ""), "words": request.POST.get("words", "")}
        try:
            actions.state_goal(contact=guest.contact, policy=policy(), today=door.today(), **given)
        except (BadInput, Conflict) as no:
            return _page(request, guest, no.sentence, given=given)
        messages.success(request, "Kept. Invitations that serve it will say so.")
        return redirect("portal_goals")
    return _page(request, guest)


@door.guests
@require_POST
def change(request: HttpRequest, guest: Visit, goal: int) -> HttpResponse:
    """They put one differently; what was noted of them is their own word then."""
    given = {"kind": request.POST.get("kind", ""), "words": request.POST.get("words", "")}
    try:
        actions.change_goal(contact=guest.contact, goal=goal, policy=policy(), today=door.today(), **given)
    except BadInput as no:
        return _page(request, guest, no.sentence, wrong=goal, given=given)
    messages.success(request, "Kept, in your words.")
    return redirect("portal_goals")


@door.guests
@require_POST
def remove(request: HttpRequest, guest: Visit, goal: int) -> HttpResponse:
    """They take one away, whoever wrote it."""
    actions.remove_goal(contact=guest.contact, goal=goal)
    messages.success(request, "It is gone.")
    return redirect("portal_goals")


@door.guests
@require_POST
def no_notes(request: HttpRequest, guest: Visit) -> HttpResponse:
    """They want nobody to note what they want."""
    actions.forbid_notes(contact=guest.contact)
    messages.success(request, "Done. What colleagues had noted is deleted, and nobody notes anything new.")
    return redirect("portal_goals")


@door.guests
@require_POST
def notes_again(request: HttpRequest, guest: Visit) -> HttpResponse:
    """They allow it again."""
    actions.allow_notes(contact=guest.contact)
    return redirect("portal_goals")


def _page(
    request: HttpRequest, guest: Visit, mistake: str = "", *, wrong: int = 0, given: dict[str, str] | None = None
) -> HttpResponse:
    rules = policy()
    every = all_of(guest.contact_id, zone=rules.zone)
    context = {
        "own": [one for one in every if one.stated],
        "noted": [one for one in every if not one.stated],
        "most": actions.MOST,
        "kinds": {name: kind.words for name, kind in rules.goals.items()},
        "may_note": may_be_noted(guest.contact_id),
        "company": rules.company.name,
        "mistake": mistake,
        "wrong": wrong,
        "given": given or {},
    }
    return render(request, "portal/goals/goals.html", context, status=422 if mistake else 200)
