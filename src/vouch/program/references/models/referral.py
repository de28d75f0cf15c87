"""Somebody elsewhere whom a customer introduced."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models import Ask
from vouch.program.asks.models.ask import new_key
from vouch.program.people.models import Contact
from vouch.program.references.states import Fate


class Referral(models.Model):
    """An introduction: by whom, of whom, who of us follows it, and its fate.

    `agreed`: the customer says that the one they introduce knows of it and is content. Without that we keep no address
    and ask the customer to forward our note instead.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="referrals")
    ask = models.ForeignKey(Ask, null=True, on_delete=models.SET_NULL, related_name="referrals")
    name = models.CharField(max_length=255)
    company = models.CharField(max_length=255, blank=True)
    email = models.CharField(max_length=254, blank=True)
    agreed = models.BooleanField(default=False)
    note = models.CharField(max_length=1000, blank=True)
    follows = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    fate = models.CharField(max_length=16, choices=Fate.choices, default=Fate.NEW)
    deal = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["fate", "-at"], name="referral_by_fate")]

    def __str__(self) -> str:
        return f"{self.name}: {self.fate}"
