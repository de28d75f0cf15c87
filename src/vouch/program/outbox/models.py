"""A mail of ours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Message(models.Model):
    """One mail to one address: waiting, under way, sent, given up (`failed_at`) with the server's words, or in doubt.

    Once it was sent its text is emptied: what it said belongs to the reader, and links in it work like keys.

    `key` names what it is about and is unique, so that the same mail is never written twice. `taken_at` is when a
    sender took it, before it spoke to the server: a mail that was taken and neither sent nor given up may have left,
    so it waits for somebody's decision and is never sent again by itself. `contact` is the customer it goes to; mail to
    colleagues has none. `attachments`: `[{name, type, text}]`, emptied with the text. `headers` are further lines of
    its head; `message_id` is how bounces name it. One that the server cannot take now is tried again after
    `not_before`.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    sender = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=80, unique=True, null=True)
    contact = models.CharField(max_length=16, blank=True)
    headers = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="message_to_send", condition=models.Q(sent_at=None, taken_at=None)),
            models.Index(fields=["message_id"], name="message_by_its_id"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Undeliverable(models.Model):
    """An address that mail does not reach: since when, and what the server said. Nothing more is sent there."""

    address = models.EmailField(primary_key=True)
    since = models.DateTimeField()
    why = models.CharField(max_length=300)

    def __str__(self) -> str:
        return "an address that mail does not reach"
