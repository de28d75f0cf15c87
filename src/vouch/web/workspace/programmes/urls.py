"""The addresses of programmes."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.programmes.views import compare, index, one, people, steps, suits, write

urlpatterns = [
    path("programmes/", index.index, name="programmes"),
    path("programmes/new/", write.write, name="new_programme"),
    path("programmes/suits/", suits.suits, name="programme_suits"),
    path("programmes/compare/", compare.compare, name="compare_programmes"),
    path("programmes/<str:key>/", one.programme, name="programme"),
    path("programmes/<str:key>/write/", write.write, name="write_programme"),
    path("programmes/<str:key>/people/", people.people, name="programme_people"),
    path("programmes/<str:key>/<str:step>/", steps.step, name="programme_step"),
]
