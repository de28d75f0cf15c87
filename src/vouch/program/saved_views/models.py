"""A list somebody comes back to, and which of them a list opens with for whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """Filters, order and columns of a list under a name. It holds no rows: who opens it sees what they may see.

    `filters` has the words of an address (stage, flag, segment, region, country, owner, q), only those that ask for
    something. Who deleted one can have it back for a month.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[("account", "customers"), ("contact", "people")])
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=160)
    shared = models.BooleanField(default=False)
    filters = models.JSONField(default=dict)
    order = models.CharField(max_length=16)
    columns = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "folded"], name="view_by_name")]

    def __str__(self) -> str:
        return self.name


class OpensWith(models.Model):
    """The view that a list opens with for one colleague, where they chose one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[("account", "customers"), ("contact", "people")])
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="opened_by")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "kind"], name="list_opens_with_one_view")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.view_id}"
