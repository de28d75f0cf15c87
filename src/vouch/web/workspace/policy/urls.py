"""The addresses of the policy and of those that are tried."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.policy import views

urlpatterns = [
    path("policy/", views.index, name="policy"),
    path("policy/thresholds/", views.try_thresholds, name="try_thresholds"),
    path("policy/text/", views.try_text, name="try_policy_text"),
    path("policy/tried/<str:pk>/", views.preview, name="preview"),
    path("policy/tried/<str:pk>/work/", views.work, name="preview_work"),
    path("policy/tried/<str:pk>/stop/", views.stop, name="preview_stop"),
    path("policy/tried/<str:pk>/drop/", views.drop, name="preview_drop"),
    path("policy/tried/<str:pk>/pick-up/", views.pick_up, name="preview_pick_up"),
    path("policy/tried/<str:pk>/adopt/", views.adopt, name="preview_adopt"),
]
