"""The addresses of the week."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.week import views

urlpatterns = [
    path("week/", views.week, name="this_week"),
    path("week/<str:key>/remind/", views.remind, name="remind_owner"),
]
