"""Who may come in? Every page wants a signed-in colleague unless it says otherwise; `needs` wants a permission too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase

from vouch.domain.errors import NotAllowed
from vouch.program.colleagues.names import SENTENCE
from vouch.program.colleagues.permissions import require
from vouch.web.shared import reader
from vouch.web.shared.kept_back import chosen, opens
from vouch.web.shared.refusals import page
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def needs(permission: str) -> Callable[[View[P]], View[P]]:
    """A view that only roles with this permission may open; others get the refusal page, with who may.

    A view without `needs` is open to every signed-in colleague; only those of sign-in itself, and of customers who
    answer, carry Django's `login_not_required`.
    """

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            require(colleague(request), permission)
            return view(request, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return wrap


def colleague(request: HttpRequest) -> User:
    """The colleague who is signed in. Raises TypeError on a page that lets others in."""
    if not request.user.is_authenticated:
        raise TypeError("nobody is signed in here")
    return request.user


class KeptBack:
    """Middleware: closes pages that name people to whoever may not read their names (`kept_back`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The refusal for a page that is closed to this colleague; doors that are not for colleagues pass."""
        who: Any = request.user
        if not who.is_authenticated or not getattr(view, "login_required", True):
            return None
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        if opens(name, who, policy(), told=kwargs, chosen=tuple(chosen(request))):
            return None
        return page(request, NotAllowed("names_kept_back", SENTENCE))


class Readers:
    """Middleware: makes the signed-in person, or the browser's language, the reader of the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the reader, answer, and let no cache on the way keep what only they may see."""
        who: Any = request.user
        asked = reader.locale_from(request.headers.get("Accept-Language", ""))
        reader.read_as(
            reader.Reader(
                locale=getattr(who, "locale", "") or asked,
                zone=getattr(who, "time_zone", "") or policy().company.time_zone,
            )
        )
        response = self.get_response(request)
        if who.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
