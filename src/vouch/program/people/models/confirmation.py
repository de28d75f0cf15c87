"""A link that asks a customer whether a promise was kept, or a result reached."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Answer(models.TextChoices):
    """What they said."""

    YES = "yes", "yes, so it is"
    NO = "no", "no, not so"


class Confirmation(models.Model):
    """One question to one person, answered once or not at all.

    The link holds a secret of which only the digest is kept. Opening it asks; only a POST answers, so that a mail
    scanner confirms nothing.
    """

    digest = models.CharField(max_length=64, unique=True)
    fact = models.CharField(max_length=16, choices=[("promises", "promise"), ("results", "result")])
    entry = models.CharField(max_length=32)
    entry_version = models.PositiveIntegerField()
    to_name = models.CharField(max_length=255)
    to_email = models.EmailField()
    contact = models.CharField(max_length=16, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=4, choices=Answer.choices, blank=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["fact", "entry"], name="confirmation_of")]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"
