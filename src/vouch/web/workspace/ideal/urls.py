"""The addresses of who is ideal."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.ideal import agree, ranked, rate

urlpatterns = [
    path("ideal/", ranked.index, name="ideal"),
    path("ideal/rate/", rate.rate, name="rate_traits"),
    path("ideal/agree/", agree.agree, name="agree_profile"),
    path("ideal/file/<str:kind>/", ranked.file, name="ideal_file"),
]
