"""What was promised and what was reached: the proof that satisfied and loyal rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from vouch.program.people.models.entry import Entry


class Status(models.TextChoices):
    """How a promise went."""

    OPEN = "open", "open"
    MET = "met", "kept"
    LATE = "late", "kept late"
    MISSED = "missed", "missed"


class Signed(models.Model):
    """What the customer can put their name under."""

    signed_off_on = models.DateField(null=True, blank=True)
    signed_off_by = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True


class Promise(Entry, Signed):
    """What was expected at the sale: how anybody can tell, by when, and how it went."""

    fact = "promises"

    text = models.CharField(max_length=1000)
    measure = models.CharField(max_length=500, blank=True)
    target = models.FloatField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    decided_on = models.DateField(null=True, blank=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status="open") | models.Q(decided_on__isnull=False), name="promise_decided_on"
            ),
        ]

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {
            "promise_id": self.key,
            "text": self.text,
            "measure": self.measure or None,
            "target": self.target,
            "promised_on": self.promised_on,
            "due_on": self.due_on,
            "status": self.status,
            "decided_on": self.decided_on,
            "signed_off_on": self.signed_off_on,
            "signed_off_by": self.signed_off_by or None,
            "modified_at": self.changed_at,
        }


class Result(Entry, Signed):
    """What a customer reached, with a number and a name under it where we have them.

    `promise` is the key or source id of the promise it goes back to.
    """

    fact = "results"

    promise = models.CharField(max_length=255, blank=True)
    text = models.CharField(max_length=1000)
    number = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=64, blank=True)
    reached_on = models.DateField()
    exceeds = models.BooleanField(default=True)

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {
            "result_id": self.key,
            "promise_id": self.promise or None,
            "text": self.text,
            "number": self.number,
            "unit": self.unit or None,
            "reached_on": self.reached_on,
            "exceeds": self.exceeds,
            "signed_off_on": self.signed_off_on,
            "signed_off_by": self.signed_off_by or None,
            "modified_at": self.changed_at,
        }
