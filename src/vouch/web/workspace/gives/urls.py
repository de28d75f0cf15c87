"""The addresses of gives."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.gives import views

urlpatterns = [
    path("gives/", views.index, name="gives"),
    path("gives/for/<str:pk>/", views.plan, name="plan_give"),
    path("gives/<str:key>/", views.give, name="give"),
    path("gives/<str:key>/<str:step>/", views.step, name="give_step"),
]
