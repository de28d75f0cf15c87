"""What each colleague finds important, and the profile that was agreed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Team(models.TextChoices):
    """The three teams that meet customers."""

    SALES = "sales", "sales"
    SERVICE = "service", "service"
    SUPPORT = "support", "support"


class TraitRating(models.Model):
    """How important one colleague finds one trait, from 0 (not at all) to 3 (decisive), for their team."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=8, choices=Team.choices)
    trait = models.CharField(max_length=24)
    importance = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "trait"], name="one_rating_a_trait"),
            models.CheckConstraint(condition=models.Q(importance__lte=3), name="importance_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.trait}: {self.importance}"


class IdealProfile(models.Model):
    """What was agreed, as of a day. `traits`: name to `{"importance": 1 to 3, "wanted": [...]}`; never changed."""

    version = models.PositiveIntegerField(unique=True)
    agreed_on = models.DateField()
    agreed_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=1000, blank=True)
    traits = models.JSONField()

    def __str__(self) -> str:
        return f"version {self.version}"
