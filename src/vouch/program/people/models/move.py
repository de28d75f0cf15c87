"""Who changed employer: the person stays who they are, and what either company allowed stays with that company."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models.projection import Account, Contact


class Move(models.Model):
    """One change of employer, as the records of the sources tell it: the last run found it.

    `on` is the day from which a record names the new company; ids without a constraint, as entries have them.
    """

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="moves")
    left = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    joined = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contact", "on"], name="one_move_a_day")]
        indexes: ClassVar = [models.Index(fields=["-on"], name="move_by_day")]

    def __str__(self) -> str:
        return f"{self.contact_id} on {self.on}"
