"""The account owner's word on an ask."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models.ask import Ask
from vouch.program.asks.states import ClearanceAnswer, Rule
from vouch.program.people.models import Owner


class Clearance(models.Model):
    """One question to the owner of an account: may we? Answered once; a "not now" asks again on `until` by itself.

    `asked` is the colleague it went to: the owner, or whoever stands in (`stand_in`). Who may clear may answer, so
    `answered_by` can be somebody else. `due_on` is the last day before it passes on.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="clearances")
    owner = models.ForeignKey(Owner, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stand_in = models.BooleanField(default=False)
    rule = models.CharField(max_length=12, choices=Rule.choices, default=Rule.ALWAYS)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    mailed_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=ClearanceAnswer.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ask"], condition=models.Q(answered_at=None), name="one_open_clearance_of_an_ask"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked", "due_on"], name="clearance_open", condition=models.Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"clearance {self.pk}: {self.answer or 'open'}"


class OwnerRule(models.Model):
    """How one owner wants to be asked, and who stands in for them while they are away."""

    owner = models.OneToOneField(
        Owner, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    rule = models.CharField(max_length=12, choices=Rule.choices, default=Rule.ALWAYS)
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    away_until = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.rule}"
