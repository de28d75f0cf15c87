"""The addresses of nominations. `/nominate/` is short and steady, so that mails and chats can point at it."""

from __future__ import annotations

from django.urls import path

from vouch.web.workspace.nominations import one, queue, write

urlpatterns = [
    path("nominate/", write.nominate, name="nominate"),
    path("nominations/", queue.index, name="nominations"),
    path("nominations/<str:key>/", one.show, name="nomination"),
    path("nominations/<str:key>/change/", write.change, name="change_nomination"),
    path("nominations/<str:key>/<str:step>/", one.step, name="nomination_step"),
]
