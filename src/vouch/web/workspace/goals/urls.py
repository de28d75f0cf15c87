"""The addresses of what people want."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.goals import views

urlpatterns = [
    path("people/<str:pk>/goals/note/", views.note, name="note_goal"),
    path("people/<str:pk>/goals/<int:goal>/back/", views.take_back, name="take_goal_back"),
]
