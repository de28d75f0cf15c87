"""What somebody wants for themselves, and that nobody is to note such things about them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.goals import MOST_WORDS
from vouch.program.people.models import Contact


class PersonalGoal(models.Model):
    """One goal of one person, in their own words. Without `noted_by` they said it here themselves.

    `kind` is a name of the policy's. A note says where it was said (`said_where`) and when (`said_on`); the person
    reads it, and makes it their own or takes it away.
    """

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    kind = models.CharField(max_length=32)
    words = models.CharField(max_length=MOST_WORDS)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_where = models.CharField(max_length=120, blank=True)
    said_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "-said_on"], name="goal_of_contact")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(noted_by=None) | ~models.Q(said_where=""), name="a_note_says_where"
            ),
        ]

    def __str__(self) -> str:
        return f"goal of {self.contact_id}"


class NoNotes(models.Model):
    """That nobody here notes what this person wants: they said so. What they say themselves stands."""

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"no notes of {self.contact_id}"
