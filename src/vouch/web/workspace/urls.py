"""The addresses of the workspace, room by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("vouch.web.workspace.load.urls")),
    path("", include("vouch.web.workspace.week.urls")),
    path("", include("vouch.web.workspace.asks.urls")),
    path("", include("vouch.web.workspace.gives.urls")),
    path("", include("vouch.web.workspace.programmes.urls")),
    path("", include("vouch.web.workspace.openings.urls")),
    path("", include("vouch.web.workspace.references.urls")),
    path("", include("vouch.web.workspace.standing.urls")),
    path("", include("vouch.web.workspace.personality.urls")),
    path("", include("vouch.web.workspace.goals.urls")),
    path("", include("vouch.web.workspace.customers.urls")),
    path("", include("vouch.web.workspace.nominations.urls")),
    path("", include("vouch.web.workspace.ideal.urls")),
    path("", include("vouch.web.workspace.data.urls")),
    path("", include("vouch.web.workspace.exports.urls")),
    path("", include("vouch.web.workspace.policy.urls")),
    path("", include("vouch.web.workspace.playbook.urls")),
    path("", include("vouch.web.workspace.proof.urls")),
]
