"""What holds a customer back by somebody's hand, and what releases one that a rule set."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.people.models import Account, Contact


class Hold(models.Model):
    """Nobody of this account (or not this person) is asked, until a day or until somebody lifts it."""

    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="holds"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="holds"
    )
    kind = models.CharField(max_length=12, choices=[("by_hand", "by hand"), ("legal", "legal")])
    reason = models.CharField(max_length=300)
    from_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account"], name="hold_of_account", condition=models.Q(lifted_at=None)),
            models.Index(fields=["contact"], name="hold_of_contact", condition=models.Q(lifted_at=None)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False) | models.Q(contact__isnull=False), name="hold_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Release(models.Model):
    """The account team says go on although the renewal is near: the rule's hold does not count until the day ends."""

    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="releases")
    until = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account"], name="release_of_account", condition=models.Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"
