"""How do style sheets and scripts reach the browser? From memory of the disk's page cache, under hashed names."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """WhiteNoise, answering with the bytes themselves.

    WhiteNoise streams files from a synchronous iterator, which Django has to drain (and warns about) where it runs as
    an ASGI application. Ours are small: a plain response is quicker and silent.
    """

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """The answer for one static file: its bytes, or why not (not modified, a range that is none)."""
        answer = static_file.get_response(request.method, request.META)
        body = b""
        if answer.file is not None:
            with answer.file:
                body = answer.file.read()
        response = HttpResponse(body, status=int(answer.status))
        del response["Content-Type"]
        for name, value in answer.headers:
            response[name] = value
        return response
