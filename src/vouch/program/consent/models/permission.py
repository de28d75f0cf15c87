"""What a customer's company lets be done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.people.models import Account, Contact


class Permission(models.Model):
    """A company's word on one activity type, or on all of them (`activity` is empty).

    `until` is the last day it holds; `at_most` in `per_days` how often (both empty: as often as one likes); `uses` and
    `territory` what for and where (empty: anything, anywhere); `document` where the paper lies. `said_by` is who at the
    company said so: a contact, or a name. `by` is the colleague who wrote it down, empty where the company's own person
    did in the portal. `ended_at` is set once another word took its place or it was taken back: the row that has none
    holds.
    """

    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="permissions")
    activity = models.CharField(max_length=32, blank=True)
    allowed = models.CharField(max_length=12, choices=[("never", "never"), ("ask_first", "ask first"), ("yes", "yes")])
    until = models.DateField(null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(null=True, blank=True)
    per_days = models.PositiveSmallIntegerField(null=True, blank=True)
    uses = models.JSONField(default=list, blank=True)
    territory = models.CharField(max_length=120, blank=True)
    document = models.CharField(max_length=300, blank=True)
    said_by = models.CharField(max_length=255, blank=True)
    said_by_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    said_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-at"], name="permission_of_account")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "activity"], condition=models.Q(ended_at=None), name="one_permission_holds"
            ),
            models.CheckConstraint(
                condition=models.Q(at_most=None, per_days=None) | models.Q(at_most__gte=1, per_days__gte=1),
                name="permission_often_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"permission {self.pk}: {self.activity or 'everything'} {self.allowed}"
