"""Terms in plain words, joining under them, and one or two questions that can be skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import BadInput, Conflict
from vouch.program.members import actions
from vouch.program.members.queries import joined, membership
from vouch.program.members.terms import TERMS
from vouch.program.people.goals.queries import all_of
from vouch.runs.personalities import renew_one
from vouch.web.portal import door
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit


@door.anybody
@require_GET
def why(request: HttpRequest) -> HttpResponse:
    """Why the programme exists, what each side has of it, what is computed, how to leave; joining, for who came in."""
    guest = door.visit_of(request)
    member = membership(guest.contact) if guest is not None else None
    context = {
        "guest": guest,
        "member": member if member is not None and member.left_at is None else None,
        "terms": TERMS,
        "company": policy().company.name,
        "bare": guest is None,
    }
    return render(request, "portal/joining/why.html", context)


@door.guests
@require_POST
def join(request: HttpRequest, guest: Visit) -> HttpResponse:
    """They join, under the terms they read."""
    anew = joined(guest.contact)
    actions.join(contact=guest.contact, terms=request.POST.get("terms", ""))
    if anew:
        messages.success(request, "Thank you. Your agreement is kept.")
        return redirect("portal_home")
    return redirect("portal_questions")


@door.guests
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, guest: Visit) -> HttpResponse:
    """How they like to take part and to be thanked; every answer can be left out."""
    if not joined(guest.contact):
        return redirect("portal_why")
    member = membership(guest.contact)
    given = dict(member.answers) if member is not None else {}
    asked = policy().personality.questions
    mistake = ""
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in asked}
        wanted = {name: request.POST.get(name, "") for name in ("goal_kind", "goal_words")}
        try:
            actions.say_on_joining(contact=guest.contact, answers=given, policy=policy(), today=door.today(), **wanted)
        except (BadInput, Conflict) as refusal:
            given |= wanted
            mistake = refusal.sentence
        else:
            renew_one(guest.contact, policy(), door.today())
            messages.success(request, "Thank you. It is kept, and you can change it at any time.")
            return redirect("portal_home")
    context = {
        "questions": asked,
        "given": given,
        "goals": all_of(guest.contact_id, zone=policy().zone),
        "goal_kinds": {name: kind.words for name, kind in policy().goals.items()},
        "mistake": mistake,
        "company": policy().company.name,
    }
    return render(request, "portal/joining/questions.html", context, status=422 if mistake else 200)
