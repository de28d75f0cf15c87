"""A link in one of our mails. Opening it asks; only a POST acts, so a scanner that opens every link does nothing."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models.ask import Ask
from vouch.program.asks.states import LinkKind
from vouch.program.people.models import Contact


class Link(models.Model):
    """The secret of which `digest` is kept leads to one thing for one reader until `expires_at`."""

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    ask = models.ForeignKey(Ask, null=True, on_delete=models.CASCADE, related_name="links")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact"], name="link_of_contact")]

    def __str__(self) -> str:
        return f"link {self.pk}: {self.kind}"
