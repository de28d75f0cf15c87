"""The addresses of openings: behind the link of a mail, and for somebody who came in."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.openings import views

urlpatterns = [
    path("o/<str:secret>/", views.by_link, name="portal_opening_link"),
    path("o/<str:secret>/calendar/", views.calendar_by_link, name="portal_opening_link_calendar"),
    path("openings/<str:key>/", views.mine, name="portal_opening"),
    path("openings/<str:key>/calendar/", views.calendar, name="portal_opening_calendar"),
]
