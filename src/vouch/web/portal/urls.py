"""The addresses of the portal, room by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("vouch.web.portal.confirm.urls")),
]
