"""The door of the sample company: whoever ran `vouch demo` on this machine is let in without a password.

The command writes a key into the data folder while it serves, readable by its owner only. There is no such door where
the folder holds anything but the sample.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from vouch.program.colleagues.queries import colleagues

NOTE = "sample.json"
KEY = "sample-door"


@login_not_required
@require_GET
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as the sample's administrator, with the key that the command printed."""
    try:
        right = (settings.DATA / KEY).read_text(encoding="ascii").strip()
    except OSError:
        raise Http404 from None
    if not (settings.DATA / NOTE).exists() or not right or not secrets.compare_digest(right.encode(), key.encode()):
        raise Http404
    user = min(colleagues(active=True), key=lambda one: one.pk, default=None)
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")
