"""The addresses of the week."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.week import acting, gestures, lists, month, two, views

urlpatterns = [
    path("week/", views.week, name="this_week"),
    path("week/month/", month.month, name="month"),
    path("week/gestures/", gestures.today, name="gestures"),
    path("week/gestures/<str:pk>/", gestures.end, name="gesture_end"),
    path("week/all/<str:kind>/", lists.every, name="every_step"),
    path("week/two/<str:pk>/", two.two, name="choice_of_two"),
    path("week/not/<str:pk>/", acting.not_this_week, name="not_this_week"),
    path("week/after-all/<str:pk>/", acting.after_all, name="after_all"),
    path("week/give/<str:pk>/", acting.give, name="give_suggested"),
    path("week/<str:key>/remind/", views.remind, name="remind_owner"),
]
