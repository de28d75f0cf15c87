"""The addresses of what is theirs to read and to take back."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.data import views

urlpatterns = [
    path("about-me/", views.about_me, name="portal_data"),
    path("about-me/<str:kind>/", views.take, name="portal_take"),
    path("may-use/", views.may_use, name="portal_consents"),
]
