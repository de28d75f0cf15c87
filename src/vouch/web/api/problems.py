"""How does the API say no? As problem+json (RFC 9457), with the refusal's own sentence, code and data."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from vouch.domain.errors import Refusal, TooOften
from vouch.lake.disk import refusal_of
from vouch.web.shared.refusals import status_of

KIND = "application/problem+json"
_log = logging.getLogger("vouch.web")


class Problem(Schema):
    """Why not. `code` is for programs, `detail` a sentence for people, `data` what it is about."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    data: dict[str, Any]


ANSWERS: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429, 503), Problem)
"""What any operation may answer instead."""


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    data: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer that says no."""
    body = {
        "type": f"{settings.VOUCH_URL}/api/v1/#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "data": dict(data or {}),
    }
    text = json.dumps(body, default=str, ensure_ascii=True)
    return HttpResponse(text, status=status, content_type=KIND, headers=dict(headers or {}))


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal as a problem."""
    headers = {"Retry-After": str(refusal.wait)} if isinstance(refusal, TooOften) else {}
    return problem(status_of(refusal), refusal.code, refusal.sentence, data=refusal.data, headers=headers)


def say_no_with(api: NinjaAPI) -> None:
    """See that everything that goes wrong in an operation is said so."""

    @api.exception_handler(Refusal)
    def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return refused(refusal)

    @api.exception_handler(ValidationError)
    def _input(request: HttpRequest, error: ValidationError) -> HttpResponse:
        mistakes = [_mistake(one) for one in error.errors]
        told = " ".join(f"{one['field']}: {one['words']}." for one in mistakes[:5])
        return problem(422, "bad_input", told or "This cannot be read.", data={"mistakes": mistakes[:50]})

    @api.exception_handler(AuthenticationError)
    def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(
            401, "no_key", "Send a key that holds: Authorization: Bearer vouch_… Your profile in Vouch makes one.",
            headers={"WWW-Authenticate": 'Bearer realm="vouch"'},
        )  # fmt: skip

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
        if error.status_code == 400:
            return problem(400, "bad_json", "The body is no JSON that can be read.")
        return problem(error.status_code, "http", str(error))

    @api.exception_handler(Http404)
    def _not_there(request: HttpRequest, error: Http404) -> HttpResponse:
        return no_such_address(request)

    @api.exception_handler(Exception)
    def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
        return broken(error)


def broken(error: Exception) -> HttpResponse:
    """Our own mistake, or a disk's: said plainly, without its particulars."""
    if isinstance(error, RequestDataTooBig):
        return too_large()
    refusal = refusal_of(settings.DATA, error)
    if refusal is not None:
        return problem(503, refusal.code, refusal.sentence, headers={"Retry-After": "60"})
    _log.error("an operation of the API broke", exc_info=error)
    return problem(500, "fault", "Something broke on our side. Nothing of this was half-done.")


def too_large() -> HttpResponse:
    """The body is larger than any that makes sense."""
    return problem(413, "too_large", f"A request has at most {LARGEST // 1024} KB.", data={"most": LARGEST})


def no_such_address(request: HttpRequest) -> HttpResponse:
    """There is nothing at this address."""
    return problem(404, "no_such_address", "There is nothing at this address of the API. /api/v1/ says what there is.")


LARGEST = 256 * 1024
"""Bytes of a body: ten thousand letters of a need, however they are written."""


def _mistake(error: Mapping[str, Any]) -> dict[str, str]:
    place: Sequence[Any] = error.get("loc", ())
    # the first two say where it stands: the body, or the query, and the argument that holds it
    field = ".".join(str(part) for part in place if part not in ("body", "query", "path", "told"))
    words, about = str(error.get("msg", "")), error.get("ctx", {})
    if error.get("type") == "too_long" and about.get("field_type") == "Value":  # a text, not a list
        words = (
            f"These are {about['actual_length']:,} letters; at most {about['max_length']:,} are kept. Say it shorter"
        )
    return {"field": field or "body", "words": words.rstrip(".")[:300]}
