"""The addresses of the playbook."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.playbook import views

urlpatterns = [
    path("playbook/", views.index, name="playbook"),
    path("playbook/<str:stage>/<str:role>/", views.change, name="playbook_page"),
    path("playbook/<str:stage>/<str:role>/shipped/", views.reset, name="playbook_reset"),
]
