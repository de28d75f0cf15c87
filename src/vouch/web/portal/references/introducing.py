"""Introduce somebody elsewhere, and see what came of those introduced before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Conflict
from vouch.program.references import actions
from vouch.program.references.queries import introduced_by
from vouch.program.references.states import Fate
from vouch.web.portal import door
from vouch.web.shared.refusals import status_of
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit

FATES = {
    Fate.NEW: "we have it, and have not spoken to them yet",
    Fate.QUALIFIED: "we are in touch with them",
    Fate.WON: "they work with us now",
    Fate.LOST: "they chose something else",
    Fate.DISQUALIFIED: "it did not fit this time",
}
"""What came of an introduction, in words to whoever made it."""


@door.guests
@require_http_methods(["GET", "POST"])
def introduce(request: HttpRequest, guest: Visit) -> HttpResponse:
    """A form of four lines; below it whom they introduced, and what came of it."""
    rules, mistake, form = policy(), None, request.POST
    if request.method == "POST":
        try:
            row = actions.introduce(
                contact=guest.contact, name=form.get("name", ""), company=form.get("company", ""),
                email=form.get("email", ""), agreed=form.get("agreed") == "yes", note=form.get("note", ""),
                policy=rules, today=door.today(),
            )  # fmt: skip
            messages.success(request, f"Thank you for introducing {row.name}. What comes of it stands here.")
            return redirect("portal_introduce")
        except (BadInput, Conflict) as refusal:
            mistake = refusal
    context = {
        "who": guest.contact,
        "company": rules.company.name,
        "mistake": mistake,
        "wrong": str(mistake.data.get("field", "")) if mistake else "",
        "form": form,
        "rows": [(one, FATES[Fate(one.fate)]) for one in introduced_by(guest.contact)],
    }
    return render(request, "portal/references/introduce.html", context, status=status_of(mistake) if mistake else 200)
