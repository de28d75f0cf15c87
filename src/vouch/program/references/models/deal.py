"""The deals of the CRM, as the last run found them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models import Account, Owner
from vouch.program.references.states import Outcome


class Deal(models.Model):
    """A deal: one narrow row, written by runs alone. `id` is its system and its id there, joined by a colon.

    `account` is the buyer where we know them; `company` what they are called. `stage` is the CRM's own word.
    """

    id = models.CharField(primary_key=True, max_length=300)
    system = models.CharField(max_length=32)
    source_id = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    folded = models.CharField(max_length=255)
    account = models.ForeignKey(Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    company = models.CharField(max_length=255, blank=True)
    owner = models.ForeignKey(Owner, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    type = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=120, blank=True)
    amount = models.FloatField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    created_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    renewal = models.BooleanField(default=False)
    outcome = models.CharField(max_length=4, choices=Outcome.choices, default=Outcome.OPEN)
    run = models.CharField(max_length=40)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["outcome", "folded", "id"], name="deal_by_name"),
            models.Index(fields=["owner", "outcome"], name="deal_of_owner"),
            models.Index(fields=["source_id"], name="deal_source"),
            models.Index(fields=["account"], name="deal_of_account"),
        ]

    def __str__(self) -> str:
        return self.name
