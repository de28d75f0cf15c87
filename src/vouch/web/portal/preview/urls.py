"""The address of the preview."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.preview import views

urlpatterns = [path("preview/<str:contact>/", views.preview, name="portal_preview")]
