"""The addresses of load and of the quarter."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.load import quarter, views

urlpatterns = [
    path("load/", views.load, name="load"),
    path("quarter/", quarter.quarter, name="quarter"),
    path("quarter/pdf/", quarter.as_pdf, name="quarter_pdf"),
]
