"""A piece of work in the background, and the files that were handed in for it."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.work.states import OPEN, FileState, JobState, Task


def new_id() -> str:
    """An id nobody can guess: 16 hex digits."""
    return secrets.token_hex(8)


class Delivery(models.Model):
    """Files that a colleague handed in together. First they are looked at; after a yes they are imported.

    The copies lie in the data folder until the delivery is closed, and not a moment longer.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-handed_in_at"]
        indexes: ClassVar = [
            models.Index(fields=["handed_in_at"], name="delivery_open", condition=models.Q(closed_at=None))
        ]

    def __str__(self) -> str:
        return f"delivery {self.id}"


class DeliveredFile(models.Model):
    """One file of a delivery: how it is to be read, what a look at it found, and the batch it became.

    `kind` is the name of a kind, or empty to recognise it; `mapping` the name of a mapping file handed in for it.
    `found` holds the report of the last look or import, without the words of rows.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=120, blank=True)
    mapping = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.WAITING)
    sentence = models.TextField(blank=True)
    code = models.CharField(max_length=64, blank=True)
    batch = models.CharField(max_length=13, blank=True)
    found = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "number"], name="delivered_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.number}"


class Job(models.Model):
    """One piece of work. `done` of `of` is how far it is, `words` what it is at; `sentence` why it ended otherwise.

    `stop_asked`: somebody wants it to end where it is; it does when it next says how far it is.

    `attempts` counts how often it was begun: a worker that was killed leaves it running, and the next one begins again.
    """

    task = models.CharField(max_length=8, choices=Task.choices)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.CASCADE, related_name="jobs")
    batch = models.CharField(max_length=13, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    stop_asked = models.BooleanField(default=False)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="job_open", condition=models.Q(state__in=["waiting", "running"])),
            models.Index(fields=["task", "-asked_at"], name="job_by_task"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(state="waiting", task="refresh"),
                name="one_refresh_waits",
            ),
            models.UniqueConstraint(
                fields=["batch"],
                condition=models.Q(state__in=["waiting", "running"], task="undo"),
                name="one_undo_of_a_batch",
            ),
            models.UniqueConstraint(
                fields=["delivery"],
                condition=models.Q(state__in=["waiting", "running"], delivery__isnull=False),
                name="one_job_of_a_delivery",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}: {self.state}"

    @property
    def open(self) -> bool:
        """Whether it still waits or is under way."""
        return self.state in OPEN
