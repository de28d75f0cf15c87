"""One's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vouch.program.colleagues import actions
from vouch.web.shared.doors import colleague
from vouch.web.shared.profile.forms import Profile


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Read and change how one is called and how one reads."""
    me = colleague(request)
    now = {"name": me.name, "theme": me.theme, "locale": me.locale, "time_zone": me.time_zone}
    form = Profile(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.set_profile(by=me, **form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("profile")
    return render(
        request,
        "shared/profile/profile.html",
        {"form": form, "now": timezone.now()},
        status=422 if form.errors else 200,
    )
