"""One list that somebody takes away as a file, written in the background."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from vouch.program.work.models import Job, new_id


class Export(models.Model):
    """What was asked for, by whom, as which kind of file; the rows lie in a file of the data folder until it expires.

    `asks` has what the list is narrowed to, its order and its columns: the rows are found by the query of the page,
    as the person who asked may see them when the file is written. `rows` is how many there are: as counted when it was
    asked for, then as written.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="export")
    what = models.CharField(max_length=16)
    kind = models.CharField(max_length=8)
    asks: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    words = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    run = models.CharField(max_length=40, blank=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "-job"], name="export_by")]

    def __str__(self) -> str:
        return f"{self.what} as {self.kind}"
