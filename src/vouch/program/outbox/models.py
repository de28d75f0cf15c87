"""A mail of ours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Message(models.Model):
    """One mail to one address: waiting (no `sent_at`), sent, or failed with the server's words.

    Once it was sent its text is emptied: what it said belongs to the reader, and links in it work like keys.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    sender = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"mail {self.pk}"
