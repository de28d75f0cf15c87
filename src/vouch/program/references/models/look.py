"""Who looked at whom for which request: lists of matches that were opened, and addresses that were given."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.references.models.match import Match
from vouch.program.references.models.request import Request


class Looked(models.TextChoices):
    """At what."""

    LIST = "list", "a list of matches"
    ADDRESS = "address", "an address"
    COUNT = "count", "how many fit"


class Look(models.Model):
    """One look. The same list within the hour is one look, and so is the same person's address on one day.

    `what` is the digest of what the list was narrowed to; `people` are the ids of those it showed, so that a choice by
    its token leads back to somebody who was shown. `match` is whose address was given. A count is of a need
    that is still being written, and has no request.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Looked.choices)
    request = models.ForeignKey(Request, null=True, on_delete=models.CASCADE, related_name="looks")
    match = models.ForeignKey(Match, null=True, on_delete=models.CASCADE, related_name="looks")
    what = models.CharField(max_length=64, blank=True)
    people = models.JSONField(default=list)
    door = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "kind", "at"], name="look_of_colleague")]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.kind} of {self.request_id}"
