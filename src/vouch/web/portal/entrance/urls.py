"""The addresses of coming in and going."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.entrance import views

urlpatterns = [
    path("come-in/", views.entrance, name="portal_entrance"),
    path("come-in/code/", views.code, name="portal_code"),
    path("go/", views.go, name="portal_go"),
    path("go/everywhere/", views.go_everywhere, name="portal_go_everywhere"),
]
