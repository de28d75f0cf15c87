"""Something done for a customer, before or without an ask."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models.ask import new_key
from vouch.program.asks.states import GiveKind, GiveState
from vouch.program.people.models import Account, Contact


class Give(models.Model):
    """One thing given: what (`do`), what they have of it (`gives`), who does it by when, and what followed.

    `stage` and `role` name the page of the playbook it came from, where it did.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="gives")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="gives"
    )
    kind = models.CharField(max_length=16, choices=GiveKind.choices)
    state = models.CharField(max_length=8, choices=GiveState.choices, default=GiveState.PLANNED)
    do = models.CharField(max_length=300)
    gives = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=32, blank=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    followed = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "-created_at"], name="give_of_account"),
            models.Index(fields=["contact", "-created_at"], name="give_of_contact"),
            models.Index(fields=["assigned_to", "due_on"], name="give_to_do", condition=models.Q(state="planned")),
        ]

    def __str__(self) -> str:
        return f"give {self.key}: {self.state}"
