"""The addresses of a company's rules."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.rules import views

urlpatterns = [
    path("company/", views.rules, name="portal_rules"),
    path("company/<int:pk>/end/", views.end, name="portal_rule_end"),
]
