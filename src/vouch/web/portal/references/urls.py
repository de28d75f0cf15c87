"""The addresses of talks and introductions: behind a mail's link, for somebody who came in, for a buyer who picks."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.references import introducing, views

urlpatterns = [
    path("i/<str:secret>/calendar/", views.calendar_by_link, name="portal_call_link_calendar"),
    path("invitations/<str:key>/calendar/", views.calendar, name="portal_call_calendar"),
    path("t/<str:secret>/", views.picking, name="portal_picking"),
    path("t/<str:secret>/calendar/", views.picking_calendar, name="portal_picking_calendar"),
    path("introduce/", introducing.introduce, name="portal_introduce"),
]
