"""The addresses of openings."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.openings.views import compose, index, one, steps, whom

urlpatterns = [
    path("openings/", index.index, name="openings"),
    path("openings/new/", compose.compose, name="new_opening"),
    path("openings/fits/", compose.fits, name="opening_fits"),
    path("openings/<str:key>/", one.opening, name="opening"),
    path("openings/<str:key>/write/", compose.compose, name="write_opening"),
    path("openings/<str:key>/whom/", whom.whom, name="opening_whom"),
    path("openings/<str:key>/calendar/", one.calendar, name="opening_calendar"),
    path("openings/<str:key>/guests/<str:kind>/", one.guests_file, name="opening_guests"),
    path("openings/<str:key>/guest/<str:guest>/", steps.take_back, name="opening_take_back"),
    path("openings/<str:key>/<str:step>/", steps.step, name="opening_step"),
]
