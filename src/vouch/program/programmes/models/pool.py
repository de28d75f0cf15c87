"""How many people there are for one activity type today, as the last look at everybody found it."""

from __future__ import annotations

from django.db import models


class Pool(models.Model):
    """Of one rung: how many of `people` at customers could be asked for it now, `could`, and how readily they say yes.

    `segments` are rows `{segment, people, could, leads}`, where `leads` counts the known personalities of those who
    could. `against` counts what stands first in the way of the others, by the code of the obstacle. The rate has its
    mean, interval, the asks it rests on (`rate_n`, `rate_words`) and how many asks it weighs; `follows` is how likely
    a yes is followed by the act. Of an open invitation nothing is counted: nobody is chosen for it.
    """

    activity = models.CharField(primary_key=True, max_length=32)
    people = models.PositiveIntegerField()
    could = models.PositiveIntegerField()
    segments = models.JSONField(default=list)
    against = models.JSONField(default=dict)
    rate_mean = models.FloatField()
    rate_low = models.FloatField()
    rate_high = models.FloatField()
    rate_n = models.PositiveIntegerField()
    rate_words = models.CharField(max_length=200)
    rate_least = models.PositiveIntegerField()
    rate_weight = models.FloatField()
    follows = models.FloatField()
    computed_on = models.DateField()
    run = models.CharField(max_length=40)
    policy = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.activity}: {self.could}"
