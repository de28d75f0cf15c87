"""One small gesture to one person, for one occasion."""

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
