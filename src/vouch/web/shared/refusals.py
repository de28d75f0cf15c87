"""How does a page say no? With the refusal's own sentence, in the look of the house; never with a bare error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template import engines

from vouch.domain.errors import Ambiguous, BadInput, Conflict, NotAllowed, NotFound, Refusal, TooOften
from vouch.lake.disk import refusal_of
from vouch.web.shared.moved import led_on
from vouch.web.shared.shell import CUSTOMERS

_STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (Ambiguous, 409),
    (BadInput, 422),
    (TooOften, 429),
)
_log = logging.getLogger("vouch.web")


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: 404, 403, 409, 422, 429, else 400."""
    return next((status for family, status in _STATUS if isinstance(refusal, family)), 400)


class Refusals:
    """Middleware: a Refusal that a view lets through becomes a page, or for htmx a notice above the content."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None for everything else, which is our own mistake."""
        refusal = exception if isinstance(exception, Refusal) else refusal_of(settings.DATA, exception)
        if refusal is None:
            return None
        return led_on(request, refusal) or page(request, refusal)


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer that shows a refusal."""
    response = _page(request, refusal)
    if isinstance(refusal, TooOften):
        response["Retry-After"] = str(refusal.wait)
    return response


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = status_of(refusal)
    if getattr(request, "htmx", False):
        response = render(request, "shared/errors/notice.html", {"sentence": refusal.sentence}, status=status)
        response["HX-Retarget"] = "#notices"
        response["HX-Reswap"] = "innerHTML show:window:top"
        return response
    return render(request, "shared/errors/refusal.html", {"sentence": refusal.sentence}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no page at this address."""
    return render(request, "shared/errors/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request cannot be what it claims to be."""
    return render(
        request,
        "shared/errors/refusal.html",
        {"sentence": "This request could not be read. Go back and try again."},
        status=400,
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django itself says no."""
    return render(request, "shared/errors/refusal.html", {"sentence": "This page is not open to you."}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its secret: an old tab, cookies switched off, or another site."""
    _log.warning("a form was refused: %s", reason)
    sentence = (
        "This form was open too long, or cookies are switched off, so nothing was changed. "
        "Open the page again and send the form once more."
    )
    return render(request, "shared/errors/refusal.html", {"sentence": sentence}, status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """Our own mistake, or a disk's: said plainly, on a page that needs neither database nor session."""
    error = sys.exc_info()[1]
    refusal = refusal_of(settings.DATA, error) if error else None
    try:
        if refusal:
            return page(request, refusal)
        body = (
            engines["jinja2"]
            .get_template("shared/errors/fault.html")
            .render({"of_customers": request.path.startswith(CUSTOMERS)})
        )
    except Exception:  # the page itself is broken, or its style sheets: plain words are left
        _log.exception("the page that says that something broke is broken too")
        body = _PLAIN
    return HttpResponse(body, status=500)


_PLAIN = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Something broke · Vouch</title></head>
<body><h1>Something broke on our side. Nothing you entered was half-saved.</h1>
<p>Go back and try again. <a href="/">Back to the start</a></p></body></html>
"""
