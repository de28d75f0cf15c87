"""What does the API take and answer? Its OpenAPI, and a plain page made of it: for anybody, as they hold no data."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from vouch.web.api.api import api
from vouch.web.api.problems import no_such_address

PREFIX = "api/v1/"


@cache
def described() -> dict[str, Any]:
    """The OpenAPI."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """As JSON."""
    return JsonResponse(described())


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """As a page: every operation with what goes in and what comes out."""
    told = described()
    return render(request, "api/page.html", {"about": told["info"], "parts": _parts(told)})


@login_not_required
@csrf_exempt
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below."""
    return no_such_address(request)


def _parts(told: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    parts: dict[str, list[dict[str, Any]]] = {}
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            good: dict[str, Any] = next(
                (answer for status, answer in one["responses"].items() if int(status) < 300), {}
            )
            answer = good.get("content", {}).get("application/json", {}).get("schema", {})
            parts.setdefault(one["tags"][0], []).append(
                {
                    "method": method.upper(), "path": path, "summary": one["summary"], "id": one["operationId"],
                    "about": one.get("description", ""), "takes": one.get("parameters", []),
                    "body": _fields(body, told), "answer": _fields(answer, told),
                }
            )  # fmt: skip
    return list(parts.items())


def _fields(schema: dict[str, Any], told: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, type and words of each field."""
    schema = schema.get("items", schema)
    found = told["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
    needed = set(found.get("required", ()))
    return [
        (
            name,
            _kind(one) + (" (needed)" if name in needed and "default" not in one else ""),
            one.get("description", ""),
        )
        for name, one in found.get("properties", {}).items()
    ]


def _kind(one: dict[str, Any]) -> str:
    if "$ref" in one:
        return str(one["$ref"].rpartition("/")[2])
    if "anyOf" in one:
        return " or ".join(_kind(part) for part in one["anyOf"])
    if "enum" in one:
        return ", ".join(repr(str(value)) for value in one["enum"])
    if one.get("type") == "array":
        return f"list of {_kind(one.get('items', {}))}"
    return str(one.get("format") or one.get("type") or "anything")
