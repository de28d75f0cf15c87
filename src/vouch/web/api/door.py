"""Who calls? A colleague's key in the header; a read-only one changes nothing; a hundred and twenty calls a minute."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from ninja.security import HttpBearer

from vouch.domain.errors import BadInput, NotAllowed, Refusal
from vouch.program.access import keys
from vouch.program.colleagues.permissions import require
from vouch.program.colleagues.queries import by_email
from vouch.web.api import problems

if TYPE_CHECKING:
    from vouch.program.access.models import ApiKey
    from vouch.program.colleagues.models import User

DOOR = "api"
_READS = ("GET", "HEAD", "OPTIONS")


class Key(HttpBearer):
    """A key of the API in `Authorization: Bearer`. It is counted, whatever comes of the call."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The key, where it holds. Raises TooOften; NotAllowed for a change with a read-only one."""
        key = keys.held_by(token.strip())
        if key is None:
            return None
        request.calls_left = keys.count(key, a_minute=settings.VOUCH_API_A_MINUTE)  # type: ignore[attr-defined]
        if key.read_only and request.method not in _READS:
            raise NotAllowed("read_only", "This key reads only. Whoever it belongs to can make one that also writes.")
        return key


def caller(request: HttpRequest) -> User:
    """The colleague whose key this is."""
    return key_of(request).user


def key_of(request: HttpRequest) -> ApiKey:
    """The key that was sent."""
    return cast("ApiKey", cast("Any", request).auth)


def meant(email: str) -> User | None:
    """The colleague with this address; None for none. Raises BadInput where nobody has it."""
    found = by_email(email) if email else None
    if email and (found is None or not found.is_active):
        raise BadInput("no_such_colleague", f"No colleague has the address {email}.", field="colleague")
    return found


def may_read(request: HttpRequest, permission: str) -> User:
    """The caller, where their role may read this at all. Raises NotAllowed."""
    who = caller(request)
    require(who, permission)
    return who


def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The door itself: no session, no form's secret, no body larger than makes sense, never a page in place of JSON."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if _length(request) > problems.LARGEST or len(request.body) > problems.LARGEST:
                return problems.too_large()
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            return problems.refused(refusal)
        except Exception as error:
            return problems.broken(error)
        if response.status_code == 405:
            return problems.problem(
                405, "bad_method", "This address does not take that method.", headers={"Allow": response["Allow"]}
            )
        response.headers.setdefault("Cache-Control", "no-store")
        left = getattr(request, "calls_left", None)
        if left is not None:
            response["X-RateLimit-Remaining"] = str(left)
        return response

    answer.login_required = False  # type: ignore[attr-defined]
    answer.door = "programs"  # type: ignore[attr-defined]
    return csrf_exempt(answer)


def _length(request: HttpRequest) -> int:
    told = request.headers.get("Content-Length", "0")
    return int(told) if told.isascii() and told.isdigit() else 0
