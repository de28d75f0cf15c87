"""The addresses of lists taken away."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.exports import views

urlpatterns = [
    path("files/", views.index, name="exports"),
    path("files/of/<str:what>/", views.take, name="take_away"),
    path("files/<str:pk>/", views.one, name="export"),
    path("files/<str:pk>/work/", views.work, name="export_work"),
    path("files/<str:pk>/fetch/", views.fetch, name="export_fetch"),
    path("files/<str:pk>/stop/", views.stop, name="export_stop"),
    path("files/<str:pk>/again/", views.again, name="export_again"),
]
