"""The addresses of what somebody wants."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.goals import views

urlpatterns = [
    path("what-i-want/", views.goals, name="portal_goals"),
    path("what-i-want/<int:goal>/", views.change, name="portal_change_goal"),
    path("what-i-want/<int:goal>/gone/", views.remove, name="portal_remove_goal"),
    path("what-i-want/no-notes/", views.no_notes, name="portal_no_notes"),
    path("what-i-want/notes/", views.notes_again, name="portal_notes_again"),
]
