"""Where does a link of a mail lead? The one place that knows which page answers which kind of link."""

from __future__ import annotations

from django.conf import settings
from django.urls import NoReverseMatch, reverse

_PAGES = {
    "invitation": "portal_invitation",
    "stop": "portal_stop",
    "clearance": "clearance",
    "opening": "portal_opening_link",
    "picking": "portal_picking",
    "request": "request",
}
"""The name of the address behind each kind of link (`LinkKind`)."""


def address(kind: str, secret: str) -> str:
    """The whole address of the page of that kind behind a secret; `this_week` has none and is where colleagues begin.

    Raises NoReverseMatch for a kind that no page answers.
    """
    if kind == "this_week":
        return settings.VOUCH_URL + _begin()
    return settings.VOUCH_URL + reverse(_PAGES[kind], args=[secret])


def page_of_request(key: str) -> str:
    """The whole address of a request's own page; where colleagues begin, as long as there is none."""
    try:
        return address("request", key)
    except NoReverseMatch:
        return settings.VOUCH_URL + _begin()


def _begin() -> str:
    try:
        return reverse("week")
    except NoReverseMatch:
        return "/"
