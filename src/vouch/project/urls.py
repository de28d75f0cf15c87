"""The addresses: what each door answers to."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("vouch.web.workspace.urls")),
    path("", include("vouch.web.portal.urls")),
    path("", include("vouch.web.api.urls")),
    path("", include("vouch.web.slack.urls")),
    path("", include("vouch.web.shared.urls")),
]

handler400 = "vouch.web.shared.refusals.bad_request"
handler403 = "vouch.web.shared.refusals.forbidden"
handler404 = "vouch.web.shared.refusals.not_found"
handler500 = "vouch.web.shared.refusals.fault"
