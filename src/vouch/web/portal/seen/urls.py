"""The addresses of how we see somebody."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.seen import views

urlpatterns = [
    path("how-we-see-you/", views.seen, name="portal_seen"),
    path("how-we-see-you/no-picture/", views.object_to_it, name="portal_object"),
    path("how-we-see-you/again/", views.again, name="portal_object_no_more"),
]
