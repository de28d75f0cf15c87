"""Who is at the customers' door? A visit, named by a cookie of its own, and never a colleague's session.

The cookie goes to this door's pages alone, no script reads it, and it says nothing but a secret. A colleague who is
signed in is nobody here: what a customer sees, they see in a preview that cannot answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from vouch.domain.errors import Refusal
from vouch.program.members import actions, queries
from vouch.program.members.actions.knocking import MINUTES
from vouch.program.members.actions.visiting import DAYS
from vouch.web.shared.refusals import status_of
from vouch.web.shared.shell import CUSTOMERS, policy

if TYPE_CHECKING:
    from vouch.program.members.models import Visit

P = ParamSpec("P")
ForGuests = Callable[Concatenate[HttpRequest, "Visit", P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

PATH = CUSTOMERS
"""What every page of this door begins with; cookies go there and nowhere else."""
VISIT, KNOCK = "vouch_visit", "vouch_knock"
KNOCK_DAYS = MINUTES / 1440


def anybody(view: View[P]) -> View[P]:
    """A page of this door that takes no visit: its own address is the key, or it lets people in."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return private(_answer(request, lambda: view(request, *args, **kwargs)))

    opened.door = "anybody"  # type: ignore[attr-defined]
    return cast("View[P]", login_not_required(never_cache(opened)))


def guests(view: ForGuests[P]) -> View[P]:
    """A page of somebody who came in: the view gets their visit, everybody else gets to the entrance."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        guest = visit_of(request)
        if guest is None:
            wanted = request.get_full_path() if request.method == "GET" else ""
            response: HttpResponseBase = redirect(_with(reverse("portal_entrance"), next=wanted))
            forget(response, VISIT)
            return private(response)
        response = _answer(request, lambda: view(request, guest, *args, **kwargs))
        if actions.stay(visit=guest):
            remember(response, VISIT, request.COOKIES[VISIT], days=DAYS)
        return private(response)

    guarded.door = "guests"  # type: ignore[attr-defined]
    return cast("View[P]", login_not_required(never_cache(guarded)))


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit of this browser, if there is one that holds."""
    return queries.visit(request.COOKIES.get(VISIT, ""), today=today())


def today() -> dt.date:
    """The day in the company's time zone."""
    return dt.datetime.now(policy().zone).date()


def client(request: HttpRequest) -> str:
    """Where the request came from, as far as proxies of ours say."""
    return str(get_adapter().get_client_ip(request))


def onward(request: HttpRequest) -> str:
    """Where somebody wanted to go before they were asked who they are: a page of this door, else its home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = (
        wanted.startswith(PATH) and ".." not in wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    )
    return wanted if here else reverse("portal_home")


def remember(response: HttpResponseBase, name: str, value: str, *, days: float) -> None:
    """Give the browser one of this door's cookies."""
    cast("HttpResponse", response).set_cookie(
        name,
        value,
        max_age=int(days * 86_400),
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase, name: str) -> None:
    """Take a cookie back."""
    cast("HttpResponse", response).delete_cookie(name, path=PATH, samesite="Lax")


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Addresses here can be keys: no other site is told of them, and no search engine keeps a page."""
    response.headers["Referrer-Policy"] = "same-origin"  # none at all would hide from us, too, that a form is ours
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What the view answers; a refusal in this door's voice, never with the frame of colleagues round it."""
    try:
        return view()
    except Refusal as refusal:
        return render(request, "portal/refused.html", {"sentence": refusal.sentence}, status=_status(refusal))


def _status(refusal: Refusal) -> int:
    return 429 if refusal.code == "too_often" else status_of(refusal)


def _with(address: str, **query: Any) -> str:
    kept = {name: value for name, value in query.items() if value and value != reverse("portal_home")}
    return f"{address}?{urlencode(kept)}" if kept else address
