"""The address of home."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.home import views

urlpatterns = [path("", views.home, name="portal_home")]
