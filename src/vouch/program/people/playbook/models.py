"""What colleagues put in place of the shipped suggestions, for one stage and role."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.stages import Role, Stage


class PlaybookPage(models.Model):
    """The suggestions of this company for one stage and role. Without a row the shipped ones hold.

    `suggestions` is a list of `{kind, do, gives}`; an empty list says that nothing is suggested here, on purpose.
    """

    stage = models.CharField(max_length=20, choices=[(stage.value, stage.words) for stage in Stage])
    role = models.CharField(max_length=32, choices=[(role.value, role.value.replace("_", " ")) for role in Role])
    suggestions = models.JSONField(default=list)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage", "role"], name="playbook_page_once"),
        ]

    def __str__(self) -> str:
        return f"playbook {self.stage} {self.role}"
