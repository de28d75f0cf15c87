"""The address of leaving."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.leaving import views

urlpatterns = [
    path("leave/", views.leave, name="portal_leave"),
    path("goodbye/", views.goodbye, name="portal_goodbye"),
]
