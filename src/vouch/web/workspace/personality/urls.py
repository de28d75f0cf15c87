"""The addresses of who they are, and of what a colleague believes."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.personality import views

urlpatterns = [
    path("who-they-are/", views.who, name="who_they_are"),
    path("people/<str:pk>/personality/", views.believe, name="guess_personality"),
]
