"""Where Slack asks."""

from __future__ import annotations

from django.urls import path

from vouch.web.slack.command import command
from vouch.web.slack.press import interactivity

urlpatterns = [
    path("slack/command/", command, name="slack_command"),
    path("slack/press/", interactivity, name="slack_press"),
]
