"""The addresses of what colleagues write down."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.proof.views import add, asking, entry, promises

urlpatterns = [
    path("promises/", promises.index, name="promises"),
    path("customers/<str:pk>/add/<str:kind>/", add.add, name="add_entry"),
    path("entries/<str:kind>/<str:key>/", entry.show, name="entry"),
    path("entries/<str:kind>/<str:key>/change/", entry.change, name="change_entry"),
    path("entries/<str:kind>/<str:key>/withdraw/", entry.withdraw, name="withdraw_entry"),
    path("entries/<str:kind>/<str:key>/restore/", entry.restore, name="restore_entry"),
    path("entries/<str:kind>/<str:key>/ask/", asking.ask, name="ask_confirmation"),
]
