"""One small gesture to one person, for one occasion; what one of us shares with them; and who gets on with whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.gestures import KINDS
from vouch.program.asks.models import Give
from vouch.program.people.models import Account, Contact
from vouch.program.touch.states import GestureState


class Gesture(models.Model):
    """What happened (`occasion` names it), the note it began with, and what became of it.

    `whose` is who looks after the account, as the CRM has them; nobody: a programme manager may do it.
    """

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="gestures")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="gestures")
    whose = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.words) for kind in KINDS])
    occasion = models.CharField(max_length=80)
    happened_on = models.DateField()
    what = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=GestureState.choices, default=GestureState.OPEN)
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    give = models.ForeignKey(Give, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "occasion"], name="gesture_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["whose", "made_on"], name="gesture_open", condition=models.Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.contact_id}: {self.state}"


class InCommon(models.Model):
    """What one colleague shares with one person, in their own words; one row of each two, the last word."""

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "author"], name="in_common_of_each"),
        ]

    def __str__(self) -> str:
        return f"in common with {self.contact_id}"


class Spark(models.Model):
    """What is known of one person and one colleague who could speak to them, as it was worked out last.

    `leads`: this colleague should, as far as the asks tell. `words` has the figures with their count, or says that
    there are too few; `shares` are sentences of what the two share, from facts.
    """

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    leads = models.BooleanField(default=False)
    looks_after = models.BooleanField(default=False)
    n = models.PositiveIntegerField(default=0)
    yes = models.PositiveIntegerField(default=0)
    low = models.FloatField(null=True)
    mean = models.FloatField(null=True)
    high = models.FloatField(null=True)
    words = models.CharField(max_length=300, blank=True)
    shares = models.JSONField(default=list)
    computed_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "colleague"], name="spark_of_each"),
        ]

    def __str__(self) -> str:
        return f"{self.colleague_id} with {self.contact_id}"
