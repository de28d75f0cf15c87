"""A word of a colleague that something is not for this week."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.people.models import Contact


class NotThisWeek(models.Model):
    """One activity with one person (`activity` empty: anything) is not proposed before the day `until` is over."""

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="put_off")
    activity = models.CharField(max_length=32, blank=True)
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "activity"], name="put_off_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["until"], name="put_off_until")]

    def __str__(self) -> str:
        return f"{self.contact_id} not before {self.until}"
