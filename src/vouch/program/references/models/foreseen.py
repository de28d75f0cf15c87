"""What the last look at pool and pipeline found: the price of using somebody now, and where the pool falls short."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models import Contact


class Price(models.Model):
    """What one more use of this person costs the rest of the quarter, in the unit of a fit (0 to 1), and why."""

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="price"
    )
    price = models.FloatField()
    words = models.CharField(max_length=200, blank=True)
    computed_on = models.DateField()
    run = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.price:.3f}"


class Coverage(models.Model):
    """One segment and activity type in one month: what is expected, with its interval, against what the pool can do.

    `n` is the history it rests on; `least` the smallest pool that the policy wants; `pool` people who could, `hours`
    what they have left. `cultivate` names who could close the gap: `[{contact, account, words}]`.
    """

    segment = models.CharField(max_length=120, blank=True)
    activity = models.CharField(max_length=32)
    month = models.DateField()
    expected = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    n = models.PositiveIntegerField()
    words = models.CharField(max_length=500)
    pool = models.PositiveIntegerField()
    hours = models.FloatField()
    needed_hours = models.FloatField()
    least = models.PositiveSmallIntegerField(default=0)
    short = models.PositiveSmallIntegerField(default=0)
    cultivate = models.JSONField(default=list)
    computed_on = models.DateField()
    run = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["segment", "activity", "month"], name="one_cell_of_the_coverage"),
        ]

    def __str__(self) -> str:
        return f"{self.segment} {self.activity} {self.month}"
