"""The addresses of the week."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.week import acting, lists, month, views

urlpatterns = [
    path("week/", views.week, name="this_week"),
    path("week/month/", month.month, name="month"),
    path("week/all/<str:kind>/", lists.every, name="every_step"),
    path("week/not/<str:pk>/", acting.not_this_week, name="not_this_week"),
    path("week/after-all/<str:pk>/", acting.after_all, name="after_all"),
    path("week/give/<str:pk>/", acting.give, name="give_suggested"),
    path("week/<str:key>/remind/", views.remind, name="remind_owner"),
]
