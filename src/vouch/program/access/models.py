"""Keys, and who is who in Slack."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class ApiKey(models.Model):
    """One key of one colleague. `digest` is all that is kept of it; `start` are the letters it is recognised by.

    `minute` and `used` count the calls of the minute that is running.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    read_only = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    minute = models.BigIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "-made_at"], name="key_of_colleague")]

    def __str__(self) -> str:
        return f"{self.start}… of {self.user_id}"


class SlackUser(models.Model):
    """Somebody of a Slack workspace, and which colleague they are. `how`: by a code they typed, or by their e-mail."""

    team = models.CharField(max_length=32)
    slack = models.CharField(max_length=32)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="slack_users")
    how = models.CharField(max_length=8, choices=[("code", "a code"), ("email", "their e-mail")])
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "slack"], name="one_colleague_in_slack")]

    def __str__(self) -> str:
        return f"{self.slack} is {self.user_id}"


class SlackCode(models.Model):
    """A code that a colleague reads on their profile and types in Slack, once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code of {self.user_id}"


class SlackCall(models.Model):
    """A request that Slack made, known by its signature, with what it was answered: sent again, it does nothing.

    `later` is what the worker still has to do for it, `answer_to` where its answer goes.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    team = models.CharField(max_length=32, blank=True)
    slack = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    answer = models.JSONField(null=True)
    later = models.JSONField(default=dict)
    answer_to = models.URLField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["done_at", "at"], name="slack_waits")]

    def __str__(self) -> str:
        return self.digest[:12]


class SlackNotice(models.Model):
    """Something that a colleague was told in Slack without having asked: once for each `key`, tried again a few times.

    `failed` is Slack's own word for why it was left, empty where it was posted.
    """

    key = models.CharField(primary_key=True, max_length=80)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.key} to {self.user_id}"
