"""The address of what came of it."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.came_of_it import views

urlpatterns = [path("came-of-it/", views.came_of_it, name="portal_came_of_it")]
