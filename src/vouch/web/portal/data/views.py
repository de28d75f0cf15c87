"""Everything we hold about them as a file, where they are signed in, and each consent on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vouch.domain.errors import BadInput
from vouch.program.consent.actions import say_consent
from vouch.program.consent.queries import consents_of
from vouch.program.members.often import count
from vouch.program.members.queries import visits
from vouch.runs.known import as_html, as_json, known, who
from vouch.web.portal import door
from vouch.web.portal.invitations.told import PURPOSES
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit

FILES_AN_HOUR = 10
CAUTION = (
    "Names and addresses of others were taken out where we know them. What colleagues wrote about you is among this, "
    "as they wrote it. If something is wrong, write to us and we put it right."
)
KINDS = {"json": "application/json", "html": "text/html; charset=utf-8"}


@door.guests
@require_GET
def about_me(request: HttpRequest, guest: Visit) -> HttpResponse:
    """What is in the file, the file itself in two kinds, and where they are signed in."""
    context = {
        "who": guest.contact,
        "company": policy().company.name,
        "visits": visits(guest.contact),
        "here": guest.pk,
    }
    return render(request, "portal/data/about_me.html", context)


@door.guests
@require_GET
def take(request: HttpRequest, guest: Visit, kind: str) -> HttpResponse:
    """Everything we hold about them, as a file for people or for programs. The history notes that it was told."""
    if kind not in KINDS:
        raise Http404
    count("data", guest.contact_id, most=FILES_AN_HOUR)
    someone = who(settings.DATA, guest.contact_id)
    told = known(settings.DATA, someone, policy(), door="portal") | {"caution": CAUTION}
    text = as_json(told) if kind == "json" else as_html(told, someone.label)
    response = HttpResponse(text, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="about-me.{kind}"'
    return response


@door.guests
@require_http_methods(["GET", "POST"])
def may_use(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Each purpose is a question of its own: yes, or no, at any time."""
    if request.method == "POST":
        purpose, given = request.POST.get("purpose", ""), request.POST.get("given", "")
        if purpose not in PURPOSES or given not in {"yes", "no"}:
            raise BadInput("yes_or_no", "Answer yes or no.", field="given")
        say_consent(contact=guest.contact, purpose=purpose, given=given == "yes", door="portal")
        messages.success(request, "Kept. It holds from this moment on.")
        return redirect("portal_consents")
    words = consents_of(guest.contact_id)
    context = {
        "questions": [(purpose, asked, words[purpose]) for purpose, (_, asked) in PURPOSES.items()],
        "company": policy().company.name,
    }
    return render(request, "portal/data/may_use.html", context)
