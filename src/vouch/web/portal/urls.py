"""The addresses of the portal, room by room. All but the older one of a confirmation begin alike: cookies go there."""

from __future__ import annotations

from django.urls import include, path

from vouch.web.portal.door import PATH

_ROOMS = [
    path("", include("vouch.web.portal.home.urls")),
    path("", include("vouch.web.portal.entrance.urls")),
    path("", include("vouch.web.portal.joining.urls")),
    path("", include("vouch.web.portal.invitations.urls")),
    path("", include("vouch.web.portal.openings.urls")),
    path("", include("vouch.web.portal.references.urls")),
    path("", include("vouch.web.portal.limits.urls")),
    path("", include("vouch.web.portal.rules.urls")),
    path("", include("vouch.web.portal.came_of_it.urls")),
    path("", include("vouch.web.portal.data.urls")),
    path("", include("vouch.web.portal.seen.urls")),
    path("", include("vouch.web.portal.goals.urls")),
    path("", include("vouch.web.portal.leaving.urls")),
    path("", include("vouch.web.portal.preview.urls")),
]

urlpatterns = [
    path("", include("vouch.web.portal.confirm.urls")),
    path(PATH.removeprefix("/"), include(_ROOMS)),
]
