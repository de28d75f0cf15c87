"""The addresses of the API, each behind its door."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, re_path

from vouch.web.api import pages
from vouch.web.api.api import api
from vouch.web.api.door import guarded


def _behind_the_door() -> list[Any]:
    found = []
    for one in api.urls[0]:
        if isinstance(one, URLPattern) and one.name != "api-root":
            one.callback = guarded(one.callback)
            found.append(path(f"{pages.PREFIX}{one.pattern}", one.callback, name=f"api_{one.name}"))
    return found


urlpatterns = [
    path(pages.PREFIX, pages.page, name="api"),
    path(f"{pages.PREFIX}openapi.json", pages.openapi, name="api_openapi"),
    *_behind_the_door(),
    re_path(r"^api/(?P<rest>.*)$", pages.nothing, name="api_nothing"),
]
