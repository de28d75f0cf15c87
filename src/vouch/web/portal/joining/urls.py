"""The addresses of joining."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.joining import views

urlpatterns = [
    path("why/", views.why, name="portal_why"),
    path("join/", views.join, name="portal_join"),
    path("join/questions/", views.questions, name="portal_questions"),
]
