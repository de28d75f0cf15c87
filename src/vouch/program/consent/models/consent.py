"""What a person agreed to, and what they took back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.asking.person import PURPOSES
from vouch.program.people.models import Contact


class Consent(models.Model):
    """One word of a person on one purpose: given or withdrawn. The latest one holds; none is no answer, not a no.

    `door` is where they said it: the portal, the link of a mail, or a colleague who heard it (`by`; `evidence` says
    where). A withdrawal counts from the moment it is kept.
    """

    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="consents")
    purpose = models.CharField(max_length=16, choices=list(PURPOSES.items()))
    given = models.BooleanField()
    door = models.CharField(max_length=12, choices=[("portal", "portal"), ("link", "link"), ("staff", "colleague")])
    evidence = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "purpose", "-id"], name="consent_of_contact")]

    def __str__(self) -> str:
        return f"consent {self.pk}: {self.purpose} {'given' if self.given else 'withdrawn'}"
