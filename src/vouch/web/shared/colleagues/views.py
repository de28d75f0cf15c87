"""Who works here: the list, one colleague, an invitation, joining."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import BadInput, Conflict
from vouch.program.colleagues import actions, invitations, queries
from vouch.program.colleagues.permissions import PERMISSIONS, Position
from vouch.program.people import queries as people
from vouch.web.shared.colleagues.forms import Change, Invitation, Joining
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy


def _link(token: str) -> str:
    return f"{settings.VOUCH_URL}{reverse('join', args=[token])}"


@require_GET
@needs("see_colleagues")
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who works here."""
    return render(
        request,
        "shared/colleagues/index.html",
        {"colleagues": queries.colleagues(), "permissions": PERMISSIONS.values(), "positions": list(Position)},
    )


@require_http_methods(["GET", "POST"])
@needs("manage_colleagues")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    form = Invitation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            made = actions.invite(
                by=colleague(request),
                email=asked["email"],
                name=asked["name"],
                role=asked["role"],
                company=policy().company.name,
                link=_link,
            )
        except (Conflict, BadInput) as refusal:
            form.add_error("email", refusal.sentence)
        else:
            where = "is on its way" if settings.VOUCH_SMTP else "lies in the outbox: no mail server is set"
            messages.success(request, f"The invitation for {made.email} {where}.")
            return redirect("colleagues")
    return render(request, "shared/colleagues/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("manage_colleagues")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One colleague: their role, and who they are in the CRM."""
    who = queries.colleague(pk)
    owners = people.owner_choices()
    form = Change(request.POST or None, owners=owners, initial={"role": who.role, "owner": who.owner})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            if asked["role"] != who.role:
                actions.change_role(by=colleague(request), user=who, role=asked["role"])
        except Conflict as refusal:
            form.add_error("role", refusal.sentence)
        else:
            if asked["owner"] != who.owner:
                actions.link_owner(by=colleague(request), user=who, owner=asked["owner"])
            messages.success(request, f"{who.name or who.email} is kept as {who.get_role_display()}.")
            return redirect("colleagues")
    return render(
        request,
        "shared/colleagues/change.html",
        {"who": who, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@needs("manage_colleagues")
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new link."""
    who = queries.colleague(pk)
    actions.invite_again(by=colleague(request), user=who, company=policy().company.name, link=_link)
    messages.success(request, f"A new invitation for {who.email} was written. The old link works no more.")
    return redirect("colleagues")


@require_POST
@needs("manage_colleagues")
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    who = actions.deactivate(by=colleague(request), user=queries.colleague(pk))
    messages.success(request, f"{who.name or who.email} can no longer sign in. You can undo this here at any time.")
    return redirect("colleague", pk=pk)


@require_POST
@needs("manage_colleagues")
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    who = actions.reactivate(by=colleague(request), user=queries.colleague(pk))
    messages.success(request, f"{who.name or who.email} can sign in again.")
    return redirect("colleague", pk=pk)


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation: it asks for a name and a password; only the POST acts."""
    who = invitations.user_for(token)
    form = Joining(request.POST or None, initial={"name": who.name})
    if request.method == "POST" and form.is_valid():
        try:
            joined = actions.join(token=token, **form.cleaned_data)
        except BadInput as refusal:
            form.add_error("password", refusal.sentence)
        else:
            login(request, joined, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect("home")
    return render(
        request,
        "shared/colleagues/join.html",
        {"form": form, "who": who, "company": policy().company.name},
        status=422 if form.errors else 200,
    )
