"""The addresses of invitations: behind the link of a mail, and for somebody who came in."""

from __future__ import annotations

from django.urls import path

from vouch.web.portal.invitations import views

urlpatterns = [
    path("i/<str:secret>/", views.by_link, name="portal_invitation"),
    path("invitations/<str:key>/", views.mine, name="portal_mine"),
    path("stop/<str:secret>/", views.stop, name="portal_stop"),
]
