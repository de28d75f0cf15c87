"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.references.views import (
    choosing,
    compose,
    coverage,
    figures,
    from_crm,
    fulfilment,
    index,
    matches,
    one,
    people,
    referrals,
    steps,
    together,
)

urlpatterns = [
    path("references/", index.index, name="references"),
    path("references/new/", compose.compose, name="new_reference"),
    path("references/from-crm/", from_crm.from_crm, name="from_crm"),
    path("references/check/", compose.check, name="reference_check"),
    path("references/coverage/", coverage.coverage, name="coverage"),
    path("references/figures/", figures.figures, name="desk_figures"),
    path("references/together/", together.together, name="together"),
    path("references/introduced/", referrals.referrals, name="referrals"),
    path("references/introduced/<str:key>/<str:step>/", referrals.step, name="referral_step"),
    path("references/list/", referrals.bring, name="bring_references"),
    path("references/fulfilment/", fulfilment.fulfilment, name="fulfilment"),
    path("references/fulfilment/chain/<str:account>/", fulfilment.chain, name="chain"),
    path("references/<str:key>/", one.one, name="request"),
    path("references/<str:key>/write/", compose.compose, name="write_reference"),
    path("references/<str:key>/matches/", matches.matches, name="reference_matches"),
    path("references/<str:key>/choose/<str:pick>/", choosing.choose, name="choose_reference"),
    path("references/<str:key>/match/<str:match>/calendar.ics", people.calendar, name="match_calendar"),
    path("references/<str:key>/match/<str:match>/<str:step>/", people.step, name="match_step"),
    path("references/<str:key>/<str:step>/", steps.step, name="request_step"),
]
