"""When they speak, and how it was."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.references.models.match import Match
from vouch.program.references.states import Grade, Side


class Slot(models.Model):
    """A time that one side offered. `picked` at most once of a match; the ones before a change stay, `gone`."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    offered_by = models.CharField(max_length=12, choices=Side.choices)
    offered_at = models.DateTimeField()
    picked = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["match", "starts_at"], condition=models.Q(gone=False), name="a_time_once"),
            models.UniqueConstraint(
                fields=["match"], condition=models.Q(picked=True, gone=False), name="one_time_is_picked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Feedback(models.Model):
    """How it was, from one side: expected against actual (`grade`), minutes it took, whether they would do it again."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="feedback")
    side = models.CharField(max_length=12, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=16, choices=Grade.choices, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    again = models.BooleanField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["match", "side"], name="each_side_once")]

    def __str__(self) -> str:
        return f"{self.side} of {self.match_id}: {self.grade}"


class BuyerLink(models.Model):
    """A link with which a buyer picks a time, or sees the one that was picked: of its secret the digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="buyer_links")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"the buyer's link {self.pk}"
