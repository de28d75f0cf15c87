"""The addresses of limits, pauses, and of no more invitations at all."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.limits import views

urlpatterns = [
    path("limits/", views.limits, name="portal_limits"),
    path("limits/pause/", views.pause, name="portal_pause"),
    path("limits/none/", views.none, name="portal_none"),
    path("limits/again/", views.invite_me, name="portal_invite_me"),
]
