"""The addresses of the map, of moves, and of how it was decided."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.standing import views

urlpatterns = [
    path("", views.where, name="where"),
    path("moved/", views.moved, name="moved"),
    path("how/", views.how, name="how"),
]
