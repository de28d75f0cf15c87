"""What a person says they are, what one of us believes, what follows from it, and how many of each there are."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.personalities import Known, Personality
from vouch.program.people.models import Contact

PERSONALITIES = [(one.value, one.words) for one in Personality]


class OwnWord(models.Model):
    """What somebody says of themselves: a personality (empty for none), or that nothing may be inferred at all.

    Both are final: they stand above every belief, for as long as the person leaves them there.
    """

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    personality = models.CharField(max_length=16, choices=PERSONALITIES, blank=True)
    objected_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"own word of {self.contact_id}"


class Guess(models.Model):
    """What one colleague believes of one person, and why; one row of each, the last word."""

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    personality = models.CharField(max_length=16, choices=PERSONALITIES)
    words = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "author"], name="one_guess_of_each"),
        ]

    def __str__(self) -> str:
        return f"guess of {self.contact_id}"


class Belief(models.Model):
    """What is believed of one person now; of whom there is no row, nothing hints at anything.

    `shares` holds the chance of each personality, `kinds` the kinds of evidence, `reasons` `[sign, sentence for
    us, sentence for them]`, `would_tell` what one could do to know more.
    """

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    known = models.CharField(max_length=8, choices=[(one.value, one.words) for one in Known])
    leads = models.CharField(max_length=16, choices=PERSONALITIES, blank=True)
    second = models.CharField(max_length=16, choices=PERSONALITIES, blank=True)
    shares = models.JSONField(default=dict)
    kinds = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    would_tell = models.JSONField(default=list)
    computed_on = models.DateField()
    policy = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.known}"


class Prevalence(models.Model):
    """How many of each there are, in all, by segment and by stage, as they were counted last. One row, no names."""

    computed_on = models.DateField()
    policy = models.CharField(max_length=64)
    told = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"prevalence of {self.computed_on}"
