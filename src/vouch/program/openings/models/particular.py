"""What criteria ask of, and only the facts know: the part somebody plays, and what a company uses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models import Account, Contact


class Particular(models.Model):
    """One role of a contact, or one product of an account, as it is now; written anew after each run."""

    kind = models.CharField(max_length=8, choices=[("role", "role"), ("product", "product")])
    contact = models.ForeignKey(Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    value = models.CharField(max_length=120)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact"], name="particular_of_contact"),
            models.Index(fields=["account"], name="particular_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
