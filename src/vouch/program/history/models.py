"""The audit row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Change(models.Model):
    """One change: when, by whom, what was done to which thing.

    It holds ids and words, never names: an erased person leaves no trace here, and who did it is looked up. A change
    without a colleague was made on the command line or by the nightly worker, as `door` says.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=16)
    action = models.CharField(max_length=48)
    kind = models.CharField(max_length=24)
    object_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "object_id", "-id"], name="change_of_thing"),
            models.Index(fields=["by", "-id"], name="change_by"),
            models.Index(fields=["action", "-id"], name="change_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.object_id}"
