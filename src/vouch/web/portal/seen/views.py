"""How we see somebody, for them to read; they pick what they are, and can forbid the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.domain.personalities import Known
from vouch.domain.policy import Policy
from vouch.program.members.queries import joined
from vouch.program.people.goals.queries import all_of
from vouch.program.people.personality import actions
from vouch.program.people.queries import PersonalityNow, personality
from vouch.runs.personalities import renew_one
from vouch.web.portal import door
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit

SIGNS = {"for": "speaks for it", "against": "speaks for something else", "unknown": "says nothing clear"}


@door.guests
@require_http_methods(["GET", "POST"])
def seen(request: HttpRequest, guest: Visit) -> HttpResponse:
    """What we believe and from what; a POST says what they are, and that is final."""
    rules, mistake = policy(), ""
    if request.method == "POST":
        try:
            actions.say_of_oneself(contact=guest.contact, personality=request.POST.get("personality", ""))
        except BadInput as refusal:
            mistake = refusal.sentence
        else:
            renew_one(guest.contact, rules, door.today())
            messages.success(request, "Kept. What you say of yourself stands above anything we could think.")
            return redirect("portal_seen")
    now = personality(guest.contact_id)
    context = {
        "now": now,
        "headline": headline(now, rules),
        "evidence": [(SIGNS[sign], words) for sign, words in zip(now.signs, now.to_them, strict=True)],
        "four": rules.personalities,
        "stated": now.leads.value if now.leads and now.known is Known.STATED else "",
        "member": joined(guest.contact),
        "wanted": all_of(guest.contact_id, zone=rules.zone),
        "company": rules.company.name,
        "mistake": mistake,
    }
    return render(request, "portal/seen/seen.html", context, status=422 if mistake else 200)


@door.guests
@require_POST
def object_to_it(request: HttpRequest, guest: Visit) -> HttpResponse:
    """They forbid it: what was inferred is deleted, and nothing is inferred any more."""
    actions.object_to_profiling(contact=guest.contact)
    renew_one(guest.contact, policy(), door.today())
    messages.success(request, "Done. What we thought is deleted, and we think up nothing new.")
    return redirect("portal_seen")


@door.guests
@require_POST
def again(request: HttpRequest, guest: Visit) -> HttpResponse:
    """They allow it again."""
    actions.object_no_more(contact=guest.contact)
    renew_one(guest.contact, policy(), door.today())
    return redirect("portal_seen")


def headline(now: PersonalityNow, rules: Policy) -> str:
    """What we believe, in a sentence to them."""
    if not now.shown:
        return "We make no picture of you, as you asked."
    if now.leads is None:
        return "We do not know yet how you like to take part."
    told = rules.personalities[now.leads].to_them
    return {
        Known.STATED: f"You told us that you {told}.",
        Known.ASSIGNED: f"We think that you {told}.",
        Known.LEANING: f"We are inclined to think that you {told}.",
        Known.MAY_BE: f"From your answers, it may be that you {told}.",
    }[now.known]
