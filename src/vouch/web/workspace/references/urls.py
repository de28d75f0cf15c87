"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.references.views import choosing, compose, fulfilment, index, matches, one, steps

urlpatterns = [
    path("references/", index.index, name="references"),
    path("references/new/", compose.compose, name="new_reference"),
    path("references/check/", compose.check, name="reference_check"),
    path("references/fulfilment/", fulfilment.fulfilment, name="fulfilment"),
    path("references/fulfilment/chain/<str:account>/", fulfilment.chain, name="chain"),
    path("references/<str:key>/", one.one, name="request"),
    path("references/<str:key>/write/", compose.compose, name="write_reference"),
    path("references/<str:key>/matches/", matches.matches, name="reference_matches"),
    path("references/<str:key>/choose/<str:pick>/", choosing.choose, name="choose_reference"),
    path("references/<str:key>/match/<str:match>/<str:step>/", steps.match_step, name="match_step"),
    path("references/<str:key>/<str:step>/", steps.step, name="request_step"),
]
