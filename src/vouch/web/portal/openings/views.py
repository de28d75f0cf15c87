"""The page of one opening. Opening it changes nothing; a POST answers; the link of a mail is the key to this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.program.openings import actions
from vouch.program.openings.calendar import calendar_file
from vouch.program.openings.queries import by_secret, opening_of
from vouch.program.people.identity.queries import ids_of
from vouch.web.portal import door
from vouch.web.portal.openings.told import told
from vouch.web.shared.addresses import address
from vouch.web.shared.refusals import status_of
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit
    from vouch.program.openings.models import Guest


@door.anybody
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """One opening, opened by the link of a mail. A colleague who is signed in sees it and cannot answer."""
    try:
        guest = by_secret(secret, now=timezone.now())
    except Refusal as refusal:
        return _over(request, refusal)
    visitor = door.visit_of(request)
    themselves = visitor is not None and guest.contact_id in ids_of(visitor.contact)
    preview = request.user.is_authenticated and not themselves
    if request.method == "POST" and preview:
        raise Conflict("ours", "You are signed in as a colleague. Only the customer can answer this.")
    return _page(request, guest, where="link", came_in=themselves, preview=preview)


@door.guests
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, guest: Visit, key: str) -> HttpResponse:
    """One opening of somebody who came in."""
    return _page(request, opening_of(guest.contact, key), where="portal", came_in=True)


@door.anybody
@sensitive_variables("secret")
@require_GET
def calendar_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The entry for the calendar, for whoever holds the mail."""
    try:
        return _calendar(by_secret(secret, now=timezone.now()), request)
    except Refusal as refusal:
        return _over(request, refusal)


@door.guests
@require_GET
def calendar(request: HttpRequest, guest: Visit, key: str) -> HttpResponse:
    """The entry for the calendar of somebody who came in."""
    return _calendar(opening_of(guest.contact, key), request)


def _calendar(guest: Guest, request: HttpRequest) -> HttpResponse:
    page = request.build_absolute_uri(request.path.removesuffix("calendar/"))
    body = calendar_file(guest.opening, policy=policy(), page=page)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="opening.ics"'
    return response


def _page(request: HttpRequest, guest: Guest, *, where: str, came_in: bool, preview: bool = False) -> HttpResponse:
    rules, today = policy(), door.today()
    mistake: Refusal | None = None
    if request.method == "POST":
        try:
            actions.answer(
                guest=guest, answer=request.POST.get("answer", ""), words=request.POST.get("words", ""), door=where,
                policy=rules, today=today, address=address,
            )  # fmt: skip
            return redirect(request.path)
        except (BadInput, Conflict) as refusal:
            mistake = refusal
            guest.refresh_from_db()
            guest.opening.refresh_from_db()
    context: dict[str, Any] = {
        "told": told(guest, rules, today),
        "who": guest.contact,
        "company": rules.company.name,
        "here": request.path,
        "came_in": came_in,
        "bare": preview or not came_in,
        "colleague": preview,
        "mistake": mistake,
        "words": request.POST.get("words", "")[:800],
    }
    status = status_of(mistake) if mistake else 200
    return render(request, "portal/openings/opening.html", context, status=status)


def _over(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {"sentence": refusal.sentence, "thanks": False}
    return render(request, "portal/invitations/over.html", context, status=410)
