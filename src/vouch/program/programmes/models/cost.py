"""What a programme cost, written down as it comes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.programmes.models.programme import Programme
from vouch.program.programmes.states import CostKind


class Cost(models.Model):
    """One cost: money in the programme's currency, or hours of ours, on a day, for what."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(max_length=8, choices=CostKind.choices)
    on = models.DateField()
    money = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    hours = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(money__isnull=False) | models.Q(hours__isnull=False), name="a_cost_costs_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
