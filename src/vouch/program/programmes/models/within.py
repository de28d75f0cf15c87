"""What lies in a programme: asks, openings, and people chosen one by one. Each ask and opening in at most one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models import Ask
from vouch.program.openings.models import Opening
from vouch.program.people.models import Contact
from vouch.program.programmes.models.programme import Programme
from vouch.program.programmes.states import Kept


class ProgrammeAsk(models.Model):
    """One ask of a programme. `kept`: whether both had what was promised; empty where nobody has said so yet."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="asks")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="programme")
    kept = models.CharField(max_length=8, choices=Kept.choices, blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ask_id} in {self.programme_id}"


class ProgrammeOpening(models.Model):
    """One opening of a programme; the asks of its guests are the programme's."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="openings")
    opening = models.OneToOneField(Opening, on_delete=models.CASCADE, related_name="programme")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.opening_id} in {self.programme_id}"


class ProgrammePerson(models.Model):
    """One person who was chosen for a programme by hand."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "contact"], name="chosen_once_for_a_programme"),
        ]
        indexes: ClassVar = [models.Index(fields=["contact"], name="programmes_of_contact")]

    def __str__(self) -> str:
        return f"{self.contact_id} for {self.programme_id}"
