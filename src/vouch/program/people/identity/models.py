"""What was settled of two records of the sources."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.identity import Record, Settled, Verdict


class Settlement(models.Model):
    """Two records, and whether they are the same. They need not be there now: a batch may have gone and come again.

    The lower of the two is `one`, so that a pair has one row at most. It holds ids of sources and no names.
    """

    kind = models.CharField(max_length=8, choices=[("account", "company"), ("contact", "person")])
    one_system = models.CharField(max_length=32)
    one_id = models.CharField(max_length=255)
    other_system = models.CharField(max_length=32)
    other_id = models.CharField(max_length=255)
    verdict = models.CharField(max_length=9, choices=[(one.value, one.value) for one in Verdict])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "one_system", "one_id", "other_system", "other_id"], name="settled_once"
            ),
        ]

    def __str__(self) -> str:
        return f"settlement {self.pk}"

    @property
    def settled(self) -> Settled:
        """The same as the core knows it."""
        return Settled.of(
            Record(self.kind, self.one_system, self.one_id),
            Record(self.kind, self.other_system, self.other_id),
            Verdict(self.verdict),
        )
