"""The address behind a link that asks."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.confirm import views

urlpatterns = [
    path("c/<str:secret>/", views.confirm, name="confirm"),
]
