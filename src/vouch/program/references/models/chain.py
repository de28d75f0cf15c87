"""Who has to agree beside the owner, account by account; and how each activity type is fulfilled here."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.policy.desk import Mode
from vouch.program.people.models import Account
from vouch.program.references.models.match import Match


class ChainLink(models.Model):
    """One colleague who has to agree after the owner of this account, in the order of `place` (from 1)."""

    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="chain")
    place = models.PositiveSmallIntegerField()
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "place"], name="one_at_a_place_of_the_chain"),
            models.UniqueConstraint(fields=["account", "colleague"], name="once_in_a_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.colleague_id}"


class ChainAnswer(models.Model):
    """One link's question about one match: asked of `asked`, answered by whoever may, once."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="chain")
    place = models.PositiveSmallIntegerField()
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["match", "place"], name="each_link_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.place} of {self.match_id}: {self.agreed}"


class ModeRule(models.Model):
    """How this company fulfils one activity type, where it is not as the policy says.

    `release`: the seller is given the address once the person may be spoken to. `feedback`: the request is done only
    when the seller said how it was.
    """

    activity = models.CharField(primary_key=True, max_length=32)
    mode = models.CharField(max_length=16, choices=[(mode.value, mode.words) for mode in Mode])
    release = models.BooleanField(default=True)
    feedback = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.activity}: {self.mode}"
